extension String {
    /// The text with each hazardous character as its escape, such as `\n` and `\u001B`.
    ///
    /// A backslash stays as it is: this is for reading, and so a text that went through it once
    /// does not change when it goes through it again. In a JSON text, where such a character can
    /// only be inside a string, the escape means the character.
    package var escapingHazards: String {
        escaping(where: \.isHazardous)
    }

    /// The text with certain characters as the escapes that JSON has for them.
    ///
    /// - Parameter isEscaped: which to escape.
    /// - Returns: the text itself where there are none.
    package func escaping(where isEscaped: (Unicode.Scalar) -> Bool) -> String {
        // Nearly every text has none, and needs no copy.
        guard unicodeScalars.contains(where: isEscaped) else { return self }
        var escaped = ""
        escaped.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            if isEscaped(scalar) {
                escaped += scalar.jsonEscape
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Unicode.Scalar {
    /// The character as an escape within a JSON string (RFC 8259 section 7), the short one where
    /// there is one; beyond U+FFFF, the escapes of a surrogate pair.
    package var jsonEscape: String {
        switch self {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        default: utf16.map { "\\u" + Self.hexadecimal(UInt32($0)) }.joined()
        }
    }

    /// The character's number, such as `U+00A0`.
    package var codePointName: String {
        "U+" + Self.hexadecimal(value)
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
