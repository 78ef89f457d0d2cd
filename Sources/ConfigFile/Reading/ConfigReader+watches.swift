/// The connections that a watch can refer to.
struct Connections {
    var aws: ConnectionSettings
    /// `nil` where `accounts` is wrong as a whole.
    var accounts: [String: ConnectionSettings]?

    /// The region that a watch comes to; `nil` if it is the environment that says.
    func region(of watch: Watch) -> String? {
        if let region = watch.region { return region }
        guard let account = watch.account else { return aws.region }
        return accounts?[account]?.region
    }
}

extension ConfigReader {
    /// What makes two mentions of an execution the same.
    private struct Mention: Hashable {
        var account: String?
        var region: String?
        var pipeline: String
        var execution: String
    }

    /// An execution's id within the file.
    private struct ExecutionNode {
        var id: String
        var node: ConfigNode
    }

    func watches(_ node: ConfigNode, connections: Connections) -> [Watch] {
        let nodes = node.list(
            "a list of objects like {\"pipeline\": NAME, \"executions\": [ID]}",
            emptiness: "nothing would be watched"
        )
        var mentions: [Mention: ConfigNode] = [:]
        return (nodes ?? []).compactMap { node in
            watch(node, connections: connections, mentions: &mentions)
        }
    }

    private func watch(
        _ node: ConfigNode,
        connections: Connections,
        mentions: inout [Mention: ConfigNode]
    ) -> Watch? {
        guard
            let object = ObjectReader<WatchKey>(
                node,
                "an object like {\"pipeline\": NAME, \"executions\": [ID]}"
            )
        else { return nil }
        let account = object[.account].flatMap { self.account($0, among: connections.accounts) }
        let region = object[.region]?.text(.region)
        let executions = object.required(
            .executions,
            "executions are watched by id; add \"executions\": [ID, …]"
        )
        .map(self.executions)
        let pipeline = object.required(.pipeline, "it names the pipeline of the executions")?
            .text(.pipelineName)
        guard let pipeline, let executions else { return nil }
        let watch = Watch(
            pipeline: pipeline,
            executions: executions.map(\.id),
            account: account,
            region: region
        )
        // Where the connection is wrong, which executions are the same cannot be known.
        let connectionIsKnown =
            (account != nil || object[.account] == nil) && (region != nil || object[.region] == nil)
        if connectionIsKnown {
            for execution in executions {
                let mention = Mention(
                    account: account,
                    region: connections.region(of: watch),
                    pipeline: pipeline,
                    execution: execution.id
                )
                note(mention, at: execution.node, in: &mentions)
            }
        }
        return watch
    }

    private func executions(_ node: ConfigNode) -> [ExecutionNode] {
        let nodes = node.list(
            "a list of executions' ids",
            emptiness: "no execution would be watched"
        )
        return (nodes ?? []).compactMap { node in
            node.text(.executionID).map { ExecutionNode(id: $0, node: node) }
        }
    }

    private func note(
        _ mention: Mention,
        at node: ConfigNode,
        in mentions: inout [Mention: ConfigNode]
    ) {
        guard let first = mentions[mention] else {
            mentions[mention] = node
            return
        }
        node.report(
            "the same execution is watched already by \(first.path.text) at",
            related: first.value.offset
        )
    }

    /// Reads the name of an account, and looks it up.
    private func account(
        _ node: ConfigNode,
        among accounts: [String: ConnectionSettings]?
    ) -> String? {
        guard let name = node.string("the name of one of \"accounts\"") else { return nil }
        guard let accounts, accounts[name] == nil else { return name }
        let known = accounts.keys.sorted()
        let message = "\(name.quotedForMessage) is none of \"accounts\""
        if known.isEmpty {
            node.report("\(message), which is empty or not there")
        } else if let near = NearMiss.of(name, among: known) {
            node.report("\(message); did you mean \(near.quotedForMessage)?")
        } else {
            let more = known.count > 10 ? ", …" : ""
            node.report("\(message); they are \(known.prefix(10).quotedList)\(more)")
        }
        return nil
    }
}
