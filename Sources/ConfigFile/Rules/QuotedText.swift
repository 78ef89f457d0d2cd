// Text of the config is untrusted: in a message it must not forge a line, drive a terminal, turn
// the direction of what follows, or fill the screen.

extension String {
    /// The text in double quotes, made harmless and cut, for use within a message.
    var quotedForMessage: String { "\"\(harmless(limit: 60, escaping: "\""))\"" }

    /// The text made harmless: what cannot be seen is shown as its JSON escape.
    ///
    /// - Parameters:
    ///   - limit: scalars of the text after which “…” stands for the rest.
    ///   - quote: a character to put a backslash before; backslashes themselves then get one too.
    /// - Returns: a text of one line, without control and formatting characters.
    func harmless(limit: Int, escaping quote: Unicode.Scalar? = nil) -> String {
        var shown = String.UnicodeScalarView()
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < limit else {
                shown.append("…")
                break
            }
            if scalar.isInvisible {
                shown.append(contentsOf: scalar.jsonEscape.unicodeScalars)
                continue
            }
            if let quote, scalar == quote || scalar == "\\" {
                shown.append("\\")
            }
            shown.append(scalar)
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar has no picture of its own, or changes how its neighbours are shown.
    var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        case .spaceSeparator:
            self != " "
        default:
            false
        }
    }

    /// Such as `U+00A0`.
    var codePointName: String { "U+\(hexadecimal(value))" }

    /// The character in double quotes, or the number of one that cannot be seen.
    var nameForMessage: String { isInvisible ? codePointName : "\"\(self)\"" }

    /// The scalar as an escape within a JSON string.
    var jsonEscape: String {
        switch self {
        case "\t": "\\t"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        default: utf16.map { "\\u" + hexadecimal(UInt32($0)) }.joined()
        }
    }

    private func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
