extension JSONReader {
    /// Reads the key at the cursor, in double quotes or, reported, in whatever else it stands.
    mutating func readKeyText(beginning byte: UInt8) throws(JSONFault) -> String {
        switch byte {
        case UInt8(ascii: "\""):
            let faultsBefore = faults.count
            let key = try readString()
            // Which key is meant cannot be known from here on.
            guard faults.count == faultsBefore else { throw faults.removeLast() }
            return key
        case UInt8(ascii: "'"):
            return try readSingleQuoted()
        case _ where ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "_"):
            let start = cursor
            let word = readWord()
            record(.unquotedKey, at: start)
            return word
        case _ where byte >= 0x80:
            throw unexpectedScalar()
        default:
            throw fault(.keyExpected, at: cursor)
        }
    }

    /// Reads the string whose opening quote is at the cursor.
    ///
    /// A fault within it is reported and read over; what the text then is, is a guess.
    mutating func readString() throws(JSONFault) -> String {
        let start = cursor
        cursor += 1
        var text: [UInt8] = []
        var copied = cursor
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                defer { cursor += 1 }
                guard copied > start + 1 || !text.isEmpty else {
                    return String(decoding: bytes[copied..<cursor], as: UTF8.self)
                }
                text += bytes[copied..<cursor]
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[copied..<cursor]
                try appendEscape(to: &text)
                copied = cursor
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw fault(.lineBreakInString, at: cursor, related: start)
            case 0..<0x20:
                record(.controlCharacter(Unicode.Scalar(byte)), at: cursor)
                cursor += 1
            default:
                cursor += 1
            }
        }
        throw fault(.endsInsideString, at: cursor, related: start)
    }

    /// Reads a string in single quotes, which is reported; it has to end on its line.
    mutating func readSingleQuoted() throws(JSONFault) -> String {
        let start = cursor
        cursor += 1
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "'") {
                record(.singleQuotes, at: start)
                cursor += 1
                return String(decoding: bytes[start + 1..<cursor - 1], as: UTF8.self)
            }
            cursor += byte == UInt8(ascii: "\\") && peek(1) != nil ? 2 : 1
        }
        throw fault(.singleQuotes, at: start)
    }

    /// Reads letters, digits, `_`, `-` and `.`.
    mutating func readWord() -> String {
        let start = cursor
        while let byte = peek(),
            ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
        {
            cursor += 1
        }
        return String(decoding: bytes[start..<cursor], as: UTF8.self)
    }

    /// Reads the escape whose backslash is at the cursor.
    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONFault) {
        let start = cursor
        guard let byte = peek(1) else { return cursor += 1 }
        cursor += 2
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            if let scalar = readUnicodeEscape(from: start) {
                text += UTF8.encode(scalar).map(Array.init) ?? []
            }
        default:
            record(.unknownEscape, at: start)
            // What follows the backslash is read as if it were not there.
            cursor = start + 1
        }
    }

    /// Reads what follows `\u`, and the second half of a surrogate pair.
    private mutating func readUnicodeEscape(from start: Int) -> Unicode.Scalar? {
        guard let first = readFourDigits() else {
            record(.malformedUnicodeEscape, at: start)
            return nil
        }
        if let scalar = Unicode.Scalar(first) { return scalar }
        let second = cursor
        if (0xD800...0xDBFF).contains(first), peek() == UInt8(ascii: "\\"),
            peek(1) == UInt8(ascii: "u")
        {
            cursor += 2
            if let low = readFourDigits(), (0xDC00...0xDFFF).contains(low) {
                return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00))
            }
            cursor = second
        }
        record(.loneSurrogate, at: start)
        return nil
    }

    private mutating func readFourDigits() -> UInt32? {
        var number: UInt32 = 0
        for distance in 0..<4 {
            guard let digit = peek(distance).flatMap(ASCII.hexadecimal) else { return nil }
            number = number << 4 | digit
        }
        cursor += 4
        return number
    }
}
