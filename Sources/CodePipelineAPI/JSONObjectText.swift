/// The text of a JSON object whose members are all strings, which is what requests here are.
///
/// An encoder would take more time for these two members than signing the request does.
struct JSONObjectText {
    private(set) var bytes: [UInt8]

    init(_ members: (name: StaticString, value: String)...) {
        bytes = []
        bytes.reserveCapacity(128)
        for (index, member) in members.enumerated() {
            bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
            append(member.name.description)
            bytes.append(UInt8(ascii: ":"))
            append(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a string by RFC 8259 section 7.
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes += Array("\\u00".utf8)
                bytes.append(Self.digit(byte >> 4))
                bytes.append(Self.digit(byte & 0xF))
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
    }
}
