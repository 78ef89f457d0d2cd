extension JSONReader {
    /// Reads a string, a number or a literal; what is almost one is reported, and is `.invalid`.
    mutating func readScalarValue(beginning byte: UInt8) throws(JSONFault) -> JSONValue.Content {
        switch byte {
        case UInt8(ascii: "\""):
            let faultsBefore = faults.count
            let text = try readString()
            return faults.count == faultsBefore ? .string(text) : .invalid
        case UInt8(ascii: "'"):
            _ = try readSingleQuoted()
            return .invalid
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return readNumber()
        case _ where ASCII.isLetter(byte):
            return readLiteral()
        default:
            throw unexpectedScalar()
        }
    }

    private mutating func readLiteral() -> JSONValue.Content {
        let start = cursor
        let word = readWord()
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default: break
        }
        switch word.lowercased() {
        case "true", "yes", "on": record(.misspelt(literal: "true"), at: start)
        case "false", "no", "off": record(.misspelt(literal: "false"), at: start)
        case "null", "none", "nil", "undefined": record(.misspelt(literal: "null"), at: start)
        case "nan", "infinity", "inf": record(.notANumber, at: start)
        default: record(.unquotedText, at: start)
        }
        return .invalid
    }

    private mutating func readNumber() -> JSONValue.Content {
        let start = cursor
        // All that a number could be meant to be made of, so that what follows is a new token.
        while let byte = peek(),
            ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        {
            cursor += 1
        }
        let token = bytes[start..<cursor]
        if let kind = Self.fault(inNumber: token) {
            record(kind, at: start)
            return .invalid
        }
        return .number(String(decoding: token, as: UTF8.self))
    }

    /// What keeps a token from being a number of the grammar in RFC 8259 (6).
    private static func fault(inNumber token: ArraySlice<UInt8>) -> JSONFault.Kind? {
        if token.first == UInt8(ascii: "+") { return .plusSign }
        var rest = token
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: ASCII.isDigit)
        rest = rest.dropFirst(whole.count)
        switch (whole.count, rest.first) {
        case (0, UInt8(ascii: ".")): return .noDigitBeforePoint
        case (0, UInt8(ascii: "I")), (0, UInt8(ascii: "N")): return .notANumber
        case (0, _): return .malformedNumber
        case (1, UInt8(ascii: "x")) where whole.first == UInt8(ascii: "0"): return .hexadecimal
        case (2..., _) where whole.first == UInt8(ascii: "0"): return .leadingZero
        default: break
        }
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: ASCII.isDigit)
            guard !fraction.isEmpty else { return .noDigitAfterPoint }
            rest = rest.dropFirst(1 + fraction.count)
        }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                rest.removeFirst()
            }
            let exponent = rest.prefix(while: ASCII.isDigit)
            guard !exponent.isEmpty else { return .noDigitInExponent }
            rest = rest.dropFirst(exponent.count)
        }
        guard !rest.isEmpty else { return nil }
        let text = String(decoding: token.prefix(100), as: UTF8.self)
        if case .success = DurationText.parse(text) { return .bareDuration }
        return .malformedNumber
    }
}
