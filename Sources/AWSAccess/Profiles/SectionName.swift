/// What the text between the brackets of a section names.
enum SectionName: Equatable {
    case profile(String)
    /// `[default]` of a config file, which `[profile default]` hides.
    case bareDefault
    case ssoSession(String)
    case services(String)
    /// A section that is none of these, which is passed over.
    case other

    init(_ text: String, in kind: ProfileFile.Kind) {
        let words = Self.words(of: text)
        switch (kind, words?.count, words?.first) {
        case (.credentials, 1, let name?): self = .profile(name)
        case (.config, 1, "default"): self = .bareDefault
        case (.config, 2, "profile"): self = .profile(words?.last ?? "")
        case (.config, 2, "sso-session"): self = .ssoSession(words?.last ?? "")
        case (.config, 2, "services"): self = .services(words?.last ?? "")
        default: self = .other
        }
    }

    /// The words of a text by the shell's rules of quoting, which is how AWS's tools read a
    /// section's name; `nil` where a quotation does not end.
    private static func words(of text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = text[...]
        while let character = rest.popFirst() {
            switch (quote, character) {
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (nil, "\\"), ("\""?, "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                let keepsBackslash = quote != nil && escaped != "\\" && escaped != "\""
                word = (word ?? "") + (keepsBackslash ? "\\" : "") + String(escaped)
            case (nil, _) where character.isWhitespace:
                if let word { words.append(word) }
                word = nil
            case (let open?, _) where character == open:
                quote = nil
            default:
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let word { words.append(word) }
        return words
    }
}
