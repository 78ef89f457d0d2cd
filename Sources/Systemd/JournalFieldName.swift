import SafeText

/// The name of a journal field: a capital letter, then up to 63 of `A–Z`, `0–9` and `_`.
///
/// journald drops a field with any other name without a word, and keeps names that begin with an
/// underscore to itself, so such a name is an error here. (`journal_field_valid` in systemd's
/// `src/libsystemd/sd-journal/journal-file.c` also takes a digit that comes first.)
package struct JournalFieldName: Sendable, Hashable {
    package static let maximumBytes = 64

    package let text: String

    /// Takes a name that is valid.
    package init(_ text: String) throws(InvalidJournalFieldName) {
        guard Self.isValid(text) else { throw InvalidJournalFieldName(text: text) }
        self.text = text
    }

    private init(known text: String) {
        self.text = text
    }

    // systemd.journal-fields(7)
    package static let message = JournalFieldName(known: "MESSAGE")
    package static let messageID = JournalFieldName(known: "MESSAGE_ID")
    package static let priority = JournalFieldName(known: "PRIORITY")
    package static let syslogIdentifier = JournalFieldName(known: "SYSLOG_IDENTIFIER")
    package static let codeFile = JournalFieldName(known: "CODE_FILE")
    package static let codeLine = JournalFieldName(known: "CODE_LINE")
    package static let codeFunction = JournalFieldName(known: "CODE_FUNC")

    /// The field in which the log handler puts the metadata of a key: `PIPEWATCHD_` and the key in
    /// upper snake case.
    ///
    /// `requestID` makes `PIPEWATCHD_REQUEST_ID`, `HTTPStatus` makes `PIPEWATCHD_HTTP_STATUS`, and
    /// whatever is neither a letter nor a digit of ASCII makes an underscore. A name that would be
    /// too long is cut. Two keys may come to the same name; the entry then has the field twice,
    /// which is how the journal keeps several values.
    package init(metadataKey key: String) {
        var name = Array("PIPEWATCHD_".utf8)
        let bytes = Array(key.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                name.append(byte - 0x20)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if Self.wordBegins(at: index, in: bytes) {
                    name.append(UInt8(ascii: "_"))
                }
                name.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                name.append(byte)
            default:
                name.append(UInt8(ascii: "_"))
            }
        }
        text = String(decoding: name.prefix(Self.maximumBytes), as: UTF8.self)
    }

    /// Whether the capital at that place begins a word: it follows a small letter or a digit, or
    /// ends a run of capitals before a small letter, as the `S` of `HTTPStatus` does.
    private static func wordBegins(at index: Int, in bytes: [UInt8]) -> Bool {
        guard index > 0 else { return false }
        let small = UInt8(ascii: "a")...UInt8(ascii: "z")
        let capital = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
        let previous = bytes[index - 1]
        if small.contains(previous) || digit.contains(previous) {
            return true
        }
        return capital.contains(previous) && index + 1 < bytes.count
            && small.contains(bytes[index + 1])
    }

    private static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= maximumBytes else { return false }
        return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// A name that no journal field can have.
package struct InvalidJournalFieldName: Error, Sendable, Equatable, CustomStringConvertible {
    package var text: String

    package init(text: String) {
        self.text = text
    }

    package var description: String {
        "no journal field can be named “\(text.escapingHazards)”"
    }
}
