import PipelineModel

extension ConfigReader {
    func sinks(_ node: ConfigNode) -> [Sink] {
        let nodes = node.list(
            "a list of sinks like {\"sink\": \"journald\"}",
            emptiness: "nobody would be told; leave \"notify\" out for the default sinks"
        )
        var names: [String: ConfigNode] = [:]
        return (nodes ?? []).compactMap { node in
            guard let (sink, nameNode) = sink(node) else { return nil }
            guard let nameNode else { return sink }
            if let first = names[sink.name] {
                nameNode.report(
                    "another sink is named \(sink.name.quotedForMessage) as well; "
                        + "give each a \"name\" of its own; the other is at",
                    related: first.value.offset
                )
            } else {
                names[sink.name] = nameNode
            }
            return sink
        }
    }

    /// Reads a sink; answers with it and with where its name comes from: itself where it has the
    /// name of its kind, nowhere where the name is wrong.
    private func sink(_ node: ConfigNode) -> (sink: Sink, name: ConfigNode?)? {
        let kinds = SinkKind.allCases.map(\.rawValue)
        guard let object = ObjectReader<SinkKey>(node, "an object like {\"sink\": \"journald\"}"),
            let kind = object.required(.sink, "it is one of \(kinds.quotedList)")?
                .choice(among: kinds).flatMap(SinkKind.init)
        else { return nil }
        for key in object.keys where !kind.keys.contains(key) {
            let others = SinkKind.taking(key).map { "\"\($0)\"" }.joined(separator: ", ")
            object.report(
                key: key,
                "a \"\(kind)\" sink has no \"\(key.rawValue)\"; it is a key of \(others) sinks"
            )
        }
        let name = object[.name]?.text(.name)
        let only = object[.only].map(filter) ?? Filter()
        guard let kindOfSink = self.kind(kind, of: object) else { return nil }
        let sink = Sink(name: name ?? kind.rawValue, kind: kindOfSink, only: only)
        guard let nameNode = object[.name] else { return (sink, node) }
        return (sink, name == nil ? nil : nameNode)
    }

    private func kind(_ kind: SinkKind, of object: ObjectReader<SinkKey>) -> Sink.Kind? {
        switch kind {
        case .stdout:
            let formats = Sink.StdoutFormat.allCases.map(\.rawValue)
            let format = object[.format]?.choice(among: formats).flatMap(Sink.StdoutFormat.init)
            return .stdout(format ?? .text)
        case .journald: return .journald
        case .systemd: return .systemd
        case .webhook: return webhook(object).map(Sink.Kind.webhook)
        }
    }

    private func filter(_ node: ConfigNode) -> Filter {
        let advice = "an object like {\"statuses\": [\"Failed\"]}"
        guard let object = ObjectReader<FilterKey>(node, advice) else { return Filter() }
        let emptiness = "nothing would pass; leave the key out to let everything through"
        let statuses = ExecutionStatus.known.map(\.rawValue)
        return Filter(
            pipelines: object[.pipelines]?
                .list("a list like [\"prod-*\"]", emptiness: emptiness)?
                .compactMap { $0.text(.pipelinePattern) },
            statuses: object[.statuses]?
                .list("a list like [\"Failed\", \"Stopped\"]", emptiness: emptiness)?
                .compactMap { $0.choice(among: statuses).map(ExecutionStatus.init(rawValue:)) }
        )
    }
}
