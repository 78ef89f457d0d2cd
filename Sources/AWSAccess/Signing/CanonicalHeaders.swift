/// The headers that a signature covers, in their canonical order and form.
struct CanonicalHeaders {
    /// In the order of their lower-case names; values of one name in the order they were sent.
    private let fields: [(name: String, value: String)]

    /// Takes the headers that are to be signed out of those of a request.
    ///
    /// - Parameters:
    ///   - headers: the request's headers, in the order they are sent.
    ///   - isSigned: tells of a lower-case name whether the signature covers it.
    init(
        _ headers: some Sequence<(name: String, value: String)>,
        where isSigned: (String) -> Bool
    ) {
        var fields: [(name: String, value: String)] = []
        fields.reserveCapacity(8)
        for header in headers {
            let name = header.name.lowercased()
            if isSigned(name) { fields.append((name, header.value)) }
        }
        fields.sort { $0.name < $1.name }
        self.fields = fields
    }

    /// Appends a line a header: the name, a colon, and its values with a comma between them.
    func appendLines(to out: inout [UInt8]) {
        var previous: String?
        for field in fields {
            if field.name == previous {
                out.append(UInt8(ascii: ","))
            } else {
                if previous != nil { out.append(UInt8(ascii: "\n")) }
                out += field.name.utf8
                out.append(UInt8(ascii: ":"))
            }
            Self.appendTrimmed(field.value, to: &out)
            previous = field.name
        }
        if previous != nil { out.append(UInt8(ascii: "\n")) }
    }

    /// Appends the names with a semicolon between them.
    func appendNames(to out: inout [UInt8]) {
        var previous: String?
        for field in fields where field.name != previous {
            if previous != nil { out.append(UInt8(ascii: ";")) }
            out += field.name.utf8
            previous = field.name
        }
    }

    /// Appends a value without white space at its ends, and one space for any run of it within.
    private static func appendTrimmed(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            // A session token is long, and has none.
            if bytes.allSatisfy({ $0 > 0x20 }) {
                out.append(contentsOf: bytes)
            } else {
                appendWords(of: bytes, to: &out)
            }
        }
    }

    private static func appendWords(of bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        for (index, word) in words.enumerated() {
            if index > 0 { out.append(0x20) }
            out += word
        }
    }
}
