/// Reads JSON (RFC 8259) strictly, with the place of every value, key and fault.
///
/// It goes on after a fault wherever what was meant is beyond doubt (a trailing comma, a comment),
/// so that one run tells of as much as can be told. It keeps its own stack instead of calling
/// itself, and stops at `maximumDepth`, so that no text can exhaust the thread's stack.
struct JSONReader {
    /// The most containers within each other; a config needs 5.
    static let maximumDepth = 64
    /// After so many faults the text is not read on.
    static let maximumFaults = 1_000

    /// An object or an array whose end has not come yet.
    private struct Open {
        var kind: JSONFault.Container
        var offset: Int
        var members: [JSONMember] = []
        var elements: [JSONValue] = []
        /// The key whose value is being read.
        var key: (text: String, offset: Int)?
    }

    /// What the grammar asks for next.
    private enum Expected {
        case value
        case firstElementOrEnd
        case element
        case firstKeyOrEnd
        case key
        case commaOrEnd
        case nothing
    }

    let bytes: [UInt8]
    var cursor: Int
    var faults: [JSONFault] = []
    private var stack: [Open] = []
    private var expected = Expected.value
    private var root: JSONValue?
    /// Behind the last byte that was neither white space nor a comment.
    private var contentEnd: Int

    /// Reads a whole text.
    static func read(_ bytes: [UInt8]) -> JSONDocument {
        if let fault = TextEncoding.fault(in: bytes) {
            return JSONDocument(value: nil, faults: [fault])
        }
        var reader = JSONReader(bytes: bytes)
        do throws(JSONFault) {
            while try reader.step() {}
        } catch {
            reader.root = nil
            reader.faults.append(error)
        }
        // Duplicate keys are found out of turn, when their object ends.
        return JSONDocument(
            value: reader.root,
            faults: reader.faults.sorted { $0.offset < $1.offset }
        )
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        cursor = TextEncoding.markLength(of: bytes)
        contentEnd = cursor
    }

    /// Reads one token; answers whether there can be another.
    private mutating func step() throws(JSONFault) -> Bool {
        try skipBlanks()
        guard let byte = peek() else {
            try finish()
            return false
        }
        guard faults.count < Self.maximumFaults else { throw fault(.tooManyFaults, at: cursor) }
        switch (expected, byte) {
        case (.nothing, _):
            throw fault(.contentAfterDocument, at: cursor)
        case (_, UInt8(ascii: ",")):
            takeComma()
        case (_, UInt8(ascii: "}")), (_, UInt8(ascii: "]")):
            try close(with: byte)
        case (.firstKeyOrEnd, _), (.key, _):
            try readKey(beginning: byte)
        case (.commaOrEnd, _):
            try recordMissingComma(before: byte)
        case (.value, _), (.firstElementOrEnd, _), (.element, _):
            try readValue(beginning: byte)
        }
        contentEnd = cursor
        return true
    }
}

/// Objects and arrays: what they hold, and how they end.
extension JSONReader {
    private mutating func readValue(beginning byte: UInt8) throws(JSONFault) {
        switch byte {
        case UInt8(ascii: "{"):
            try open(.object, then: .firstKeyOrEnd)
        case UInt8(ascii: "["):
            try open(.array, then: .firstElementOrEnd)
        default:
            complete(JSONValue(offset: cursor, content: try readScalarValue(beginning: byte)))
        }
    }

    private mutating func open(
        _ kind: JSONFault.Container,
        then next: Expected
    ) throws(JSONFault) {
        guard stack.count < Self.maximumDepth else {
            throw fault(.tooDeep(limit: Self.maximumDepth), at: cursor)
        }
        stack.append(Open(kind: kind, offset: cursor))
        expected = next
        cursor += 1
    }

    private mutating func readKey(beginning byte: UInt8) throws(JSONFault) {
        let offset = cursor
        let key = try readKeyText(beginning: byte)
        contentEnd = cursor
        try skipBlanks()
        guard let next = peek() else { throw atEnd() }
        // Without the key in its path: where the colon is missing, this may be a value.
        guard next == UInt8(ascii: ":") else { throw fault(.missingColon, at: cursor) }
        cursor += 1
        stack[stack.count - 1].key = (key, offset)
        expected = .value
    }

    /// Takes the comma that separates two values, and reports any other.
    private mutating func takeComma() {
        switch expected {
        case .commaOrEnd:
            if let end = endAfterComma() {
                record(.trailingComma(before: end), at: cursor)
            }
            expectNext()
        case .value where !stack.isEmpty:
            record(.missingValue, at: cursor)
            complete(JSONValue(offset: cursor, content: .invalid))
            expectNext()
        case .firstKeyOrEnd, .key:
            record(.keyExpected, at: cursor)
        default:
            record(.missingValue, at: cursor)
        }
        cursor += 1
    }

    /// Reports that no comma separates what begins here, if it is clear that one should.
    private mutating func recordMissingComma(before byte: UInt8) throws(JSONFault) {
        guard let open = stack.last else { throw unexpectedScalar() }
        let beginsNext =
            switch byte {
            case UInt8(ascii: "\""): true
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"): open.kind == .array
            default: open.kind == .array && ASCII.isDigit(byte)
            }
        guard beginsNext else { throw fault(.separatorExpected(in: open.kind), at: cursor) }
        record(.missingComma, at: cursor)
        expectNext()
    }

    private mutating func expectNext() {
        expected = stack.last?.kind == .object ? .key : .element
    }

    /// The container that ends behind the comma at the cursor, if nothing else stands between.
    private func endAfterComma() -> JSONFault.Container? {
        var ahead = self
        ahead.cursor += 1
        guard (try? ahead.skipBlanks()) != nil else { return nil }
        return switch ahead.peek() {
        case UInt8(ascii: "}"): .object
        case UInt8(ascii: "]"): .array
        default: nil
        }
    }

    private mutating func close(with byte: UInt8) throws(JSONFault) {
        guard let open = stack.last else { throw unexpectedScalar() }
        guard (byte == UInt8(ascii: "}")) == (open.kind == .object) else {
            throw fault(.wrongEnd(of: open.kind), at: cursor, related: open.offset)
        }
        if expected == .value {
            record(.missingValue, at: cursor)
            complete(JSONValue(offset: cursor, content: .invalid))
        }
        recordDuplicates(among: stack[stack.count - 1].members)
        let closed = stack.removeLast()
        cursor += 1
        complete(
            JSONValue(
                offset: closed.offset,
                content: closed.kind == .object ? .object(closed.members) : .array(closed.elements)
            )
        )
    }

    /// Gives a finished value to the container around it.
    private mutating func complete(_ value: JSONValue) {
        expected = .commaOrEnd
        guard let last = stack.indices.last else {
            root = value
            expected = .nothing
            return
        }
        if let key = stack[last].key {
            stack[last].members.append(
                JSONMember(key: key.text, keyOffset: key.offset, value: value)
            )
            stack[last].key = nil
        } else {
            stack[last].elements.append(value)
        }
    }

    private mutating func recordDuplicates(among members: [JSONMember]) {
        // Swift compares strings by what they look like (canonical equivalence), as will whoever
        // looks a key up: two keys that only differ in their code points are one key here.
        let isSmall = members.count <= 8
        var first: [String: Int] = [:]
        for member in members where faults.count < Self.maximumFaults {
            // Most objects are small, and then looking is faster than hashing.
            let other =
                isSmall
                ? members.first { $0.key == member.key }?.keyOffset
                : first[member.key]
            guard let other, other != member.keyOffset else {
                if !isSmall { first[member.key] = member.keyOffset }
                continue
            }
            record(.duplicateKey(member.key), at: member.keyOffset, related: other)
        }
    }
}

/// What stands between tokens, and the end of the text.
extension JSONReader {
    func peek(_ distance: Int = 0) -> UInt8? {
        let place = cursor + distance
        return place < bytes.count ? bytes[place] : nil
    }

    /// The scalar at the cursor, with the number of its bytes; the text is known to be UTF-8.
    func peekScalar() -> (scalar: Unicode.Scalar, length: Int)? {
        guard let byte = peek() else { return nil }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let text = String(
            decoding: bytes[cursor..<min(cursor + length, bytes.count)],
            as: UTF8.self
        )
        return text.unicodeScalars.first.map { ($0, length) }
    }

    /// Goes to the next token, reporting on the way what JSON does not count as white space.
    private mutating func skipBlanks() throws(JSONFault) {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                cursor += 1
            case UInt8(ascii: "#"), UInt8(ascii: "/"):
                guard try skipComment() else { return }
            case 0x0B, 0x0C, 0x80...:
                guard let (scalar, length) = peekScalar(),
                    scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
                else { return }
                record(.oddWhitespace(scalar), at: cursor)
                cursor += length
            default:
                return
            }
        }
    }

    /// Skips a comment of whatever language; answers `false` for a slash that begins none.
    private mutating func skipComment() throws(JSONFault) -> Bool {
        let start = cursor
        if peek() == UInt8(ascii: "#") || peek(1) == UInt8(ascii: "/") {
            while let byte = peek(), byte != UInt8(ascii: "\n") { cursor += 1 }
        } else if peek(1) == UInt8(ascii: "*") {
            cursor += 2
            while peek() != UInt8(ascii: "*") || peek(1) != UInt8(ascii: "/") {
                guard peek() != nil else {
                    throw fault(.endsInsideComment, at: contentEnd, related: start)
                }
                cursor += 1
            }
            cursor += 2
        } else {
            return false
        }
        record(.comment, at: start)
        return true
    }

    private func finish() throws(JSONFault) {
        guard root == nil else { return }
        throw atEnd()
    }

    /// The fault of a text that is over too soon, located where its content ends.
    private func atEnd() -> JSONFault {
        guard let open = stack.last else { return fault(.empty, at: contentEnd) }
        guard expected != .value else { return fault(.endsBeforeValue, at: contentEnd) }
        return fault(.endsInside(open.kind), at: contentEnd, related: open.offset)
    }
}

/// How a fault is noted, and where.
extension JSONReader {
    mutating func record(_ kind: JSONFault.Kind, at offset: Int, related: Int? = nil) {
        faults.append(fault(kind, at: offset, related: related))
    }

    func fault(_ kind: JSONFault.Kind, at offset: Int, related: Int? = nil) -> JSONFault {
        JSONFault(kind: kind, offset: offset, path: path, related: related)
    }

    func unexpectedScalar() -> JSONFault {
        guard let scalar = peekScalar()?.scalar else { return atEnd() }
        return switch scalar {
        case "“", "”", "„", "‘", "’": fault(.curlyQuotes, at: cursor)
        default: fault(.unexpected(scalar), at: cursor)
        }
    }

    /// The way to the value that is being read, or to the container where none is.
    private var path: JSONPath {
        var path = JSONPath.root
        for (depth, open) in stack.enumerated() {
            if let key = open.key {
                path = path[key.text]
            } else if open.kind == .array, depth < stack.count - 1 || expected != .commaOrEnd {
                path = path[open.elements.count]
            }
        }
        return path
    }
}
