import SafeText

extension JSONFault.Container {
    var name: String { self == .object ? "object" : "list" }
    var end: String { self == .object ? "\"}\"" : "\"]\"" }
}

extension JSONFault.Kind {
    /// What is wrong and what to write instead, without a word of the text beyond a key.
    ///
    /// A fault with a `related` place ends in “at”, and the place follows.
    var text: String {
        switch self {
        case .empty:
            "the file is empty; a config is one JSON object, with at least \"watch\""
        case .otherEncoding(let name):
            "the file is \(name) text; save it as UTF-8"
        case .invalidUTF8(let reason):
            "this byte is not UTF-8 (\(reason)); save the file as UTF-8"
        case .tooDeep(let limit):
            "nested deeper than \(limit) levels"
        case .contentAfterDocument:
            "the document is complete before this; remove what follows, or a bracket too many above"

        case .tooManyFaults:
            "so much is wrong above this that nothing below was read"

        case .endsBeforeValue:
            "the file ends where a value must stand"
        case .endsInside(let container):
            "the file ends inside the \(container.name) (\(container.end) is missing) that begins at"
        case .endsInsideString:
            "the file ends inside the string (its closing quote is missing) that begins at"
        case .endsInsideComment:
            "the file ends inside the comment that begins at"

        case .trailingComma(let container):
            "a comma before \(container.end) is not JSON; remove it"
        case .missingComma:
            "a comma is missing before this"
        case .separatorExpected(let container):
            "a comma or \(container.end) must stand here"
        case .missingColon:
            "a colon must follow the key"
        case .missingValue:
            "a value is missing before this"
        case .keyExpected:
            "a key in double quotes must stand here"
        case .unquotedKey:
            "a key must stand in double quotes"
        case .duplicateKey(let key):
            "the key \(key.quotedForMessage) is given twice; it is first given at"
        case .wrongEnd(let container):
            "\(container.end) must come first, to close the \(container.name) that begins at"
        case .comment:
            "JSON has no comments; remove it"
        case .oddWhitespace(let scalar):
            "the invisible character \(scalar.codePointName) may not stand between values; remove it"
        case .unexpected(let scalar):
            "\(scalar.nameForMessage) cannot stand here"

        case .singleQuotes:
            "a string must stand in double quotes, not single ones"
        case .curlyQuotes:
            "a string must stand in plain double quotes, not curly ones"
        case .unquotedText:
            "this is no JSON value; a string must stand in double quotes"
        case .misspelt(let literal):
            "write \(literal), in lower case and without quotes"
        case .notANumber:
            "JSON has no NaN and no Infinity; write a number"
        case .bareDuration:
            "a duration is a string; put it in double quotes"
        case .leadingZero:
            "a number may not begin with 0 and another digit"
        case .plusSign:
            "a number may not begin with \"+\""
        case .noDigitBeforePoint:
            "a digit must stand before the point; write 0.5 rather than .5"
        case .noDigitAfterPoint:
            "a digit must follow the point; write 5 or 5.0 rather than 5."
        case .noDigitInExponent:
            "a digit must follow the exponent's \"e\""
        case .hexadecimal:
            "JSON has no hexadecimal numbers; write it in decimal"
        case .malformedNumber:
            "this is not a number as JSON writes them, such as 5, 0.5 or 2e3"
        case .lineBreakInString:
            "the line ends inside a string (its closing quote is missing, or \\n) that begins at"
        case .controlCharacter(let scalar):
            "the control character \(scalar.codePointName) must be written as \(scalar.jsonEscape)"
        case .unknownEscape:
            "JSON has no such escape; write \\\\ for one backslash"
        case .malformedUnicodeEscape:
            "\\u must be followed by four hexadecimal digits"
        case .loneSurrogate:
            "this \\u escape is half a surrogate pair; write both halves, or the character itself"
        }
    }
}
