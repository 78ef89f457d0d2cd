/// What a string of the config has to look like.
struct TextRule: Sendable {
    /// What to write where something else than a string stands, such as `a string like "web"`.
    let advice: String
    /// What is wrong with a text, as the message of a problem; `nil` where nothing is.
    let fault: @Sendable (String) -> String?
}

extension TextRule {
    /// A name that people see and type: an account's, a sink's.
    static let name = TextRule(advice: "a string like \"ops\"") { text in
        let scalars = text.unicodeScalars
        guard (1...64).contains(scalars.count), !scalars.contains(where: \.isInvisible),
            scalars.first != " ", scalars.last != " "
        else {
            return "\(text.quotedForMessage) is not a name; write 1 to 64 visible characters, "
                + "without a space at either end"
        }
        return nil
    }

    /// A path of the file system.
    static let path = TextRule(advice: "the path of a file, as a string") { text in
        pathFault(in: text)
    }

    /// What is wrong with a path, without the path.
    static func pathFault(in text: String) -> String? {
        if text.isEmpty { return "is empty; write the path of a file" }
        if text.utf8.contains(0) { return "has a NUL in it, which no path can have" }
        if text.utf8.first == UInt8(ascii: "~") {
            return "begins with \"~\", which only a shell expands; write the whole path"
        }
        return nil
    }

    /// A glob pattern for the name of a pipeline.
    static let pipelinePattern = TextRule(advice: "a string like \"prod-*\"") { text in
        let isGood =
            (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                isPipelineNameByte($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?")
            }
        guard !isGood else { return nil }
        return "\(text.quotedForMessage) can match no pipeline; write letters, digits, . @ - _ and "
            + "the wildcards * and ?"
    }

    static func isPipelineNameByte(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || ".@-_".utf8.contains(byte)
    }
}
