internal import FoundationEssentials

/// The code and the message in the body of an error, as far as it has them.
struct AWSErrorBody {
    /// As it is written: perhaps with a namespace before it or a URL after it.
    let code: String?
    let message: String

    /// A body that is not a JSON object has no code, and is its own message where it is text.
    init(_ bytes: [UInt8]) {
        if let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) {
            code = fields.code
            message = fields.message
        } else {
            code = nil
            message = Self.text(bytes)
        }
    }

    /// The text of a page without its tags, so that a proxy's words are told, not its markup.
    private static func text(_ bytes: [UInt8]) -> String {
        // A reply may be long; what is beyond this would be cut off later anyway.
        let text = String(decoding: bytes.prefix(8_192), as: UTF8.self)
        guard text.contains("<") else { return text }
        var out = ""
        var isInTag = false
        for character in text {
            switch character {
            case "<":
                isInTag = true
                out.append(" ")
            case ">": isInTag = false
            default: if !isInTag { out.append(character) }
            }
        }
        return out
    }

    private struct Fields: Decodable {
        let code: String?
        let message: String

        private enum Name: String, CodingKey, CaseIterable {
            case type = "__type"
            case code
            case capitalCode = "Code"
            case message
            case capitalMessage = "Message"
            case errorMessage
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            func first(_ names: [Name]) -> String? {
                names.lazy
                    .compactMap { try? container.decode(String.self, forKey: $0) }
                    .first { !$0.isEmpty }
            }
            code = first([.type, .code, .capitalCode])
            message = first([.message, .capitalMessage, .errorMessage]) ?? ""
        }
    }
}
