/// What the bytes of a file say about their encoding.
enum TextEncoding {
    /// The length of a UTF-8 byte order mark at the front: 3 or 0.
    ///
    /// RFC 8259 (8.1) lets a reader ignore the mark, and some editors cannot save without it.
    static func markLength(of bytes: [UInt8]) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The first reason why the bytes are not UTF-8.
    static func fault(in bytes: [UInt8]) -> JSONFault? {
        if let name = otherEncoding(of: bytes) {
            return JSONFault(kind: .otherEncoding(name), offset: 0, path: .root)
        }
        do throws(Unicode.UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return JSONFault(
                kind: .invalidUTF8(reason(of: error.kind)),
                offset: error.byteOffsets.lowerBound,
                path: .root
            )
        }
    }

    /// UTF-16 and UTF-32 by their marks, or by the NULs that a first ASCII character leaves.
    private static func otherEncoding(of bytes: [UInt8]) -> String? {
        let head = Array(bytes.prefix(4))
        return switch (head.first, head.dropFirst().first) {
        case (0xFF, 0xFE): head.count == 4 && head[2] == 0 && head[3] == 0 ? "UTF-32" : "UTF-16"
        case (0xFE, 0xFF): "UTF-16"
        case (0, 0): head.count == 4 && (head[3] != 0 || head[2] != 0) ? "UTF-32" : nil
        case (0, _) where head.count > 1: "UTF-16"
        case (_, 0): head.count == 4 && head[2] == 0 && head[3] == 0 ? "UTF-32" : "UTF-16"
        default: nil
        }
    }

    private static func reason(of kind: Unicode.UTF8.ValidationError.Kind) -> String {
        switch kind {
        case .overlongEncodingByte: "an overlong form"
        case .surrogateCodePointByte: "half a surrogate pair"
        case .truncatedScalar: "a character that is cut short"
        case .unexpectedContinuationByte: "a continuation without a beginning"
        default: "a byte that no character has here"
        }
    }
}
