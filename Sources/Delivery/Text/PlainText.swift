import SafeText

/// Keeps text of others apart from the rest of a line of ours.
///
/// A commit message, a status summary or a name comes from whoever may push or configure
/// something. It must not be able to pass for another part of the line.
package enum PlainText {
    /// The text on one line in double quotes, of which none is inside, cut to so many characters.
    package static func quoted(_ text: String, limit: Int) -> String {
        let line = text.onOneLine.shortened(toCharacters: limit)
        return "\"\(String(line.map { $0 == "\"" ? "'" : $0 }))\""
    }

    /// A name as it is, where it is made of what AWS allows in names; any other in quotes.
    ///
    /// So a name cannot hold a blank or punctuation of ours, nor begin a line with the `<3>` that
    /// the journal takes for a priority.
    package static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case 0x2D, 0x2E, 0x40, 0x5F: true
            default: false
            }
        }
        return isPlain && !text.isEmpty && text.utf8.count <= 100 ? text : quoted(text, limit: 100)
    }
}
