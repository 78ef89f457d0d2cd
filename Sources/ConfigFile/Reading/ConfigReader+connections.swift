extension ConfigReader {
    /// Reads `aws`, or one of `accounts` as it stands.
    func connection(_ node: ConfigNode) -> ConnectionSettings {
        guard
            let object = ObjectReader<ConnectionKey>(
                node,
                "an object like {\"region\": \"eu-west-1\"}"
            )
        else { return ConnectionSettings() }
        return ConnectionSettings(
            region: object[.region]?.text(.region),
            profile: object[.profile]?.text(.profile),
            assumeRole: object[.assumeRole].flatMap(assumeRole),
            endpoint: object[.endpoint]?.text(.endpoint)
        )
    }

    private func assumeRole(_ node: ConfigNode) -> AssumeRole? {
        guard let object = ObjectReader<AssumeRoleKey>(node, "an object with at least \"arn\"")
        else { return nil }
        let externalID = object[.externalId]?.text(.externalID)
        let sessionName = object[.sessionName]?.text(.sessionName)
        guard let arn = object.required(.arn, "it names the role to assume")?.text(.roleARN) else {
            return nil
        }
        guard let sessionName else { return AssumeRole(arn: arn, externalID: externalID) }
        return AssumeRole(arn: arn, externalID: externalID, sessionName: sessionName)
    }

    /// Reads `accounts`; each takes from `aws` what it does not set itself.
    ///
    /// - Returns: `nil` where no account can be read, so that no reference to one can be judged.
    func accounts(
        _ node: ConfigNode,
        inheriting aws: ConnectionSettings
    ) -> [String: ConnectionSettings]? {
        let advice = "an object like {\"prod\": {\"profile\": \"prod\"}}"
        guard let members = node.members(advice) else { return nil }
        var accounts: [String: ConnectionSettings] = [:]
        for (name, node) in members {
            if let fault = TextRule.name.fault(name.text) {
                name.report(fault)
            }
            var settings = connection(node)
            settings.region = settings.region ?? aws.region
            settings.profile = settings.profile ?? aws.profile
            settings.assumeRole = settings.assumeRole ?? aws.assumeRole
            settings.endpoint = settings.endpoint ?? aws.endpoint
            accounts[name.text] = settings
        }
        return accounts
    }
}
