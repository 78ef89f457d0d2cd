/// An object of the config whose keys are known: they are the cases of `Key`.
struct ObjectReader<Key: ConfigKey> {
    let node: ConfigNode
    private let members: [Key: (node: ConfigNode, keyOffset: Int)]

    /// Reads the value of a node as an object, and reports the keys that it does not take.
    ///
    /// - Parameters:
    ///   - node: the value.
    ///   - advice: what to write if it is no object, such as `an object with "region"`.
    init?(_ node: ConfigNode, _ advice: String) {
        guard case .object(let members) = node.value.content else {
            node.reportType(advice)
            return nil
        }
        self.node = node
        var known: [Key: (node: ConfigNode, keyOffset: Int)] = [:]
        for member in members {
            let path = node.path[member.key]
            guard let key = Key(rawValue: member.key) else {
                node.problems.report(at: member.keyOffset, path, Self.unknown(member.key))
                continue
            }
            // A key that is given twice is reported already; its first value is the one checked.
            guard known[key] == nil else { continue }
            let child = ConfigNode(value: member.value, path: path, problems: node.problems)
            known[key] = (child, member.keyOffset)
        }
        self.members = known
    }

    /// The value of a key; `nil` where the object leaves it out.
    subscript(key: Key) -> ConfigNode? { members[key]?.node }

    /// The keys that are there, in the order of the table.
    var keys: [Key] { Key.allCases.filter { members[$0] != nil } }

    /// The value of a key that has to be there.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - advice: what it is for, as what follows “is missing; ”.
    /// - Returns: the value; `nil` where it is missing, which is reported.
    func required(_ key: Key, _ advice: String) -> ConfigNode? {
        if let (node, _) = members[key] { return node }
        node.report("\"\(key.rawValue)\" is missing; \(advice)")
        return nil
    }

    /// Reports something about a key itself.
    func report(key: Key, _ message: String) {
        node.problems.report(
            at: members[key]?.keyOffset ?? node.value.offset,
            node.path[key.rawValue],
            message
        )
    }

    private static func unknown(_ key: String) -> String {
        let message = "unknown key \(key.quotedForMessage)"
        if let near = NearMiss.of(key, among: Key.names) {
            return "\(message); did you mean \"\(near)\"?"
        }
        let places = ConfigKeys.places(of: key)
        if !places.isEmpty {
            return "\(message); it is a key of \(places.joined(separator: ", "))"
        }
        return "\(message); the keys here are \(Key.names.quotedList)"
    }
}
