import Secrets

extension ConfigReader {
    func webhook(_ object: ObjectReader<SinkKey>) -> Webhook? {
        let url = object.required(.url, "it is where a webhook posts to")
            .map { self.secret($0, rule: .webhookURL, literal: .welcome) }
        let formats = Webhook.Format.allCases.map(\.rawValue)
        let format = object[.format]?.choice(among: formats).flatMap(Webhook.Format.init)
        let secret = object[.secret].flatMap {
            self.secret($0, rule: .webhookSecret, literal: .inPrivateFiles)
        }
        let headers = object[.headers].map(self.headers) ?? []
        let timeout = object[.timeout]?.duration(Limits.timeout, like: "10s")
        guard let url else { return nil }
        var webhook = Webhook(
            // The stand-in is never seen: without a URL a problem was reported.
            url: url ?? Secret(""),
            format: format ?? .cloudevents,
            secret: secret,
            headers: headers
        )
        webhook.timeout = timeout ?? webhook.timeout
        return webhook
    }

    private func headers(_ node: ConfigNode) -> [Webhook.Header] {
        let advice = "an object like {\"X-Team\": \"platform\"}"
        var seen: [String: Int] = [:]
        return (node.members(advice) ?? []).compactMap { name, node in
            if let fault = TextRule.headerName.fault(name.text) {
                name.report(fault)
            } else if let first = seen[name.text.lowercased()] {
                name.report(
                    "the header is given twice (case does not count in its name); it is first "
                        + "given at",
                    related: first
                )
            } else {
                seen[name.text.lowercased()] = name.offset
            }
            let isSecret = TextRule.isSecretHeader(name.text)
            let value = secret(
                node,
                rule: .headerValue,
                literal: isSecret ? .inPrivateFiles : .welcome
            )
            return value.map { Webhook.Header(name: name.text, value: $0) }
        }
    }
}
