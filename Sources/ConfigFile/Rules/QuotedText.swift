import SafeText

// Text of the config is untrusted, and what is wrong with it may be just what cannot be seen. So
// a message shows more as escapes than what is hazardous.

extension String {
    /// The text in double quotes, made harmless and cut, for use within a message.
    var quotedForMessage: String {
        let inside = shortened(toCharacters: 60)
            .escaping { $0.isInvisible || $0 == "\"" || $0 == "\\" }
        return "\"\(inside)\""
    }

    /// The text made harmless: what cannot be seen is shown as its JSON escape.
    ///
    /// - Parameter limit: characters of the text after which “…” stands for the rest.
    /// - Returns: a text of one line, without control and formatting characters.
    func harmless(limit: Int) -> String {
        shortened(toCharacters: limit).escaping(where: \.isInvisible)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar has no picture of its own, or changes how its neighbours are shown.
    var isInvisible: Bool {
        switch properties.generalCategory {
        case .format, .privateUse, .unassigned: true
        case .spaceSeparator: self != " "
        default: isHazardous
        }
    }

    /// The character in double quotes, or the number of one that cannot be seen.
    var nameForMessage: String { isInvisible ? codePointName : "\"\(self)\"" }
}
