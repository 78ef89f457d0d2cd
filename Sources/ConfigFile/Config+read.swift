extension Config {
    /// The longest file that is read: 16 MiB, enough for 100,000 watched executions.
    package static let maximumBytes = 16 << 20

    /// Reads and checks a config.
    ///
    /// Everything is checked in one go: the syntax, the keys and types, the limits, what refers to
    /// what, and whether each secret can be read. After a fault in the syntax the rest is checked
    /// as well, provided that what was meant is beyond doubt.
    ///
    /// - Parameters:
    ///   - bytes: the whole file: JSON (RFC 8259) in UTF-8.
    ///   - surroundings: what the file system says that the config depends on.
    /// - Returns: a config that is good as a whole.
    /// - Throws: everything that is wrong, located, in the order of the file. No message holds a
    ///   secret, and none holds text of the file that could harm a terminal.
    package static func read(
        bytes: [UInt8],
        surroundings: ConfigSurroundings
    ) throws(ConfigProblems) -> Config {
        let problems = ProblemList()
        guard bytes.count <= maximumBytes else {
            problems.report(
                at: 0,
                .root,
                "the file is longer than \(maximumBytes >> 20) MiB, which no config is"
            )
            throw problems.located(in: [])
        }
        let document = JSONReader.read(bytes)
        for fault in document.faults {
            problems.report(at: fault.offset, fault.path, fault.kind.text, related: fault.related)
        }
        let config = document.value.flatMap { root in
            ConfigReader(surroundings: surroundings)
                .read(ConfigNode(value: root, path: .root, problems: problems))
        }
        guard let config, problems.isEmpty else { throw problems.located(in: bytes) }
        return config
    }
}
