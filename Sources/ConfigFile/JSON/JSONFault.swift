/// One reason why a text is not JSON, or is JSON that says two things at once.
struct JSONFault: Error, Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        // The text as a whole.
        case empty
        case otherEncoding(String)
        case invalidUTF8(String)
        case tooDeep(limit: Int)
        case contentAfterDocument
        case tooManyFaults

        // The file ends too early.
        case endsBeforeValue
        case endsInside(Container)
        case endsInsideString
        case endsInsideComment

        // Between values.
        case trailingComma(before: Container)
        case missingComma
        case separatorExpected(in: Container)
        case missingColon
        case missingValue
        case keyExpected
        case unquotedKey
        case duplicateKey(String)
        case wrongEnd(of: Container)
        case comment
        case oddWhitespace(Unicode.Scalar)
        case unexpected(Unicode.Scalar)

        // Values that are almost right.
        case singleQuotes
        case curlyQuotes
        case unquotedText
        case misspelt(literal: String)
        case notANumber
        case bareDuration
        case leadingZero
        case plusSign
        case noDigitBeforePoint
        case noDigitAfterPoint
        case noDigitInExponent
        case hexadecimal
        case malformedNumber

        // Inside strings.
        case lineBreakInString
        case controlCharacter(Unicode.Scalar)
        case unknownEscape
        case malformedUnicodeEscape
        case loneSurrogate
    }

    enum Container: Sendable, Equatable {
        case object
        case array
    }

    var kind: Kind
    /// The place of the byte that is wrong, counted from 0; the length of the text at its end.
    var offset: Int
    var path: JSONPath
    /// The place that the fault refers to, such as the bracket that is never closed.
    var related: Int?
}
