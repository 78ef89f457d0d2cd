/// A place in a text as editors count it.
struct SourcePosition: Sendable, Equatable {
    /// Counted from 1; a line ends after a line feed.
    var line: Int
    /// Counted from 1, in Unicode scalars; a byte order mark counts as nothing.
    var column: Int
}

extension SourcePosition {
    /// The positions of several bytes, found in one pass over the text.
    ///
    /// - Parameters:
    ///   - offsets: places counted from 0 in any order, up to and with the length of the text.
    ///   - bytes: UTF-8 up to the last of the offsets; it may be anything after that.
    /// - Returns: the position of each offset.
    static func positions(of offsets: [Int], in bytes: [UInt8]) -> [Int: SourcePosition] {
        var found: [Int: SourcePosition] = [:]
        var position = SourcePosition(line: 1, column: 1)
        var place = TextEncoding.markLength(of: bytes)
        for offset in Set(offsets).sorted() {
            while place < min(offset, bytes.count) {
                let byte = bytes[place]
                place += 1
                if byte == UInt8(ascii: "\n") {
                    position.line += 1
                    position.column = 1
                } else if place == bytes.count || !UTF8.isContinuation(bytes[place]) {
                    position.column += 1
                }
            }
            found[offset] = position
        }
        return found
    }
}
