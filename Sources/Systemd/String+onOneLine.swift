extension String {
    /// The text with everything escaped that acts on a terminal or a line instead of being shown.
    ///
    /// A line feed becomes `\n`, a carriage return `\r`, a tab `\t`, and `\u{1B}` stands for any
    /// other control character, line or paragraph separator, mark that changes the direction of
    /// writing, or code point that is no character. What is left is text to journald as well, which
    /// shows a value with such a code point as an array of bytes (`-o json`) or as “blob data”, and
    /// to the service manager, which drops it (`utf8_is_valid` and `unichar_is_control` in systemd's
    /// `src/basic/utf8.c`).
    ///
    /// A backslash stays as it is: this is for reading, not for decoding, and so a text that went
    /// through it once does not change when it goes through it again.
    var onOneLine: String {
        // Nearly every text is plain ASCII, which needs no copy.
        guard !utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return self }
        var line = ""
        line.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where scalar.isHarmless: line.unicodeScalars.append(scalar)
            default: line += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            }
        }
        return line
    }

    /// The text if it has at most that many bytes of UTF-8; else whole characters of it and `…`.
    func shortened(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        let ellipsis = "…"
        var room = limit - ellipsis.utf8.count
        let kept = prefix { character in
            room -= character.utf8.count
            return room >= 0
        }
        return kept + ellipsis
    }
}

extension Unicode.Scalar {
    fileprivate var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: !properties.isBidiControl && !properties.isNoncharacterCodePoint
        }
    }
}
