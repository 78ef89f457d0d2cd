/// A value of the document on its way to becoming a value of the config.
///
/// Each reading function answers with the value, or reports what is wrong with it and answers
/// with `nil`; a value that is `.invalid` is reported already.
struct ConfigNode {
    let value: JSONValue
    let path: JSONPath
    let problems: ProblemList

    func report(_ message: String, related: Int? = nil) {
        problems.report(at: value.offset, path, message, related: related)
    }

    /// Reports that the value is of another type than it should be.
    ///
    /// - Parameter advice: what to write instead, such as `a string like "5s"`.
    func reportType(_ advice: String) {
        guard let name = value.content.typeName else { return }
        report("is \(name); write \(advice)")
    }

    func string(_ advice: String = "a string") -> String? {
        guard case .string(let text) = value.content else {
            reportType(advice)
            return nil
        }
        return text
    }

    func text(_ rule: TextRule) -> String? {
        guard let text = string(rule.advice) else { return nil }
        if let fault = rule.fault(text) {
            report(fault)
            return nil
        }
        return text
    }

    func duration(_ limits: ClosedRange<Duration>, like example: String) -> Duration? {
        guard let text = string("a string like \"\(example)\"") else { return nil }
        switch DurationText.parse(text) {
        case .failure(let fault):
            report("\(text.quotedForMessage) is not a duration: \(fault.text)")
            return nil
        case .success(let duration) where !limits.contains(duration):
            let least = DurationText.format(limits.lowerBound)
            let most = DurationText.format(limits.upperBound)
            report("is \(text.quotedForMessage); write a duration from \"\(least)\" to \"\(most)\"")
            return nil
        case .success(let duration):
            return duration
        }
    }

    func number(_ limits: ClosedRange<Double>) -> Double? {
        let range = "from \(limits.lowerBound.shortText) to \(limits.upperBound.shortText)"
        guard case .number(let digits) = value.content else {
            reportType("a number \(range), without quotes")
            return nil
        }
        guard let number = Double(digits), limits.contains(number) else {
            report("is \(digits.harmless(limit: 30)); write a number \(range)")
            return nil
        }
        return number
    }

    /// Reads one of several names.
    func choice(among names: [String]) -> String? {
        guard let text = string("one of \(names.quotedList)") else { return nil }
        guard !names.contains(text) else { return text }
        let hint = NearMiss.of(text, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        report("\(text.quotedForMessage) is not one of \(names.quotedList)\(hint)")
        return nil
    }

    /// Reads a list that holds at least one element.
    ///
    /// - Parameters:
    ///   - advice: what to write if it is no list, such as `a list of sinks`.
    ///   - emptiness: why an empty list is no use, as the end of `is empty; …`.
    /// - Returns: the elements, each with its path.
    func list(_ advice: String, emptiness: String) -> [ConfigNode]? {
        guard case .array(let elements) = value.content else {
            reportType(advice)
            return nil
        }
        guard !elements.isEmpty else {
            report("is empty; \(emptiness)")
            return nil
        }
        return elements.enumerated().map { index, element in
            ConfigNode(value: element, path: path[index], problems: problems)
        }
    }

    /// Reads an object whose keys are names of the user's own; of a name given twice, the first.
    func members(_ advice: String) -> [(name: ConfigName, node: ConfigNode)]? {
        guard case .object(let members) = value.content else {
            reportType(advice)
            return nil
        }
        var seen: Set<String> = []
        return members.filter { seen.insert($0.key).inserted }.map { member in
            let path = path[member.key]
            return (
                ConfigName(
                    text: member.key,
                    offset: member.keyOffset,
                    path: path,
                    problems: problems
                ),
                ConfigNode(value: member.value, path: path, problems: problems)
            )
        }
    }
}

/// A key that is a name of the user's own: an account's, a header's.
struct ConfigName {
    let text: String
    let offset: Int
    let path: JSONPath
    let problems: ProblemList

    func report(_ message: String, related: Int? = nil) {
        problems.report(at: offset, path, message, related: related)
    }
}

extension JSONValue.Content {
    /// The type for messages, as what follows “is”; `nil` where a fault is reported already.
    var typeName: String? {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        case .invalid: nil
        }
    }
}

extension Double {
    /// The number without the `.0` of a whole one.
    fileprivate var shortText: String {
        Int(exactly: self).map { "\($0)" } ?? "\(self)"
    }
}
