import Foundation
import TestSupport
import Testing

@testable import ConfigFile

@Suite struct `JSON` {
    @Test(arguments: JSONCase.accepted)
    func `what is JSON is read`(_ testCase: JSONCase) {
        let document = JSONReader.read(testCase.bytes)
        #expect(document.value != nil)
        #expect(document.faults.isEmpty)
    }

    @Test(arguments: JSONCase.rejected)
    func `what is not JSON is refused within the text`(_ testCase: JSONCase) {
        let document = JSONReader.read(testCase.bytes)
        #expect(!document.faults.isEmpty)
        for fault in document.faults {
            #expect((0...testCase.bytes.count).contains(fault.offset))
            #expect(!fault.kind.text.isEmpty)
            #expect(fault.kind.text.hasSuffix(" at") == (fault.related != nil))
        }
    }

    @Test(.needsPython)
    func `Python reads the same values from the same texts`() async throws {
        var texts = (JSONCase.accepted + JSONCase.rejected)
            // Python has no such limit.
            .filter { !$0.name.hasPrefix("65 levels") }
            .map(\.bytes)
        var random = SeededGenerator(seed: 8_259)
        let seeds = texts.filter { $0.count < 200 } + [try Fixture.bytes("valid/full.json")]
        for slips in [1, 2, 3] {
            for seed in seeds {
                for _ in 0..<6 { texts.append(random.mutation(of: seed, slips: slips)) }
            }
        }
        let lines = texts.map { Data($0).base64EncodedString() }
        let output = try await Python.output(
            of: Fixture.path("oracle/read_json.py"),
            input: Array(lines.map { $0 + "\n" }.joined().utf8)
        )
        let answers = output.split(separator: "\n")
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            let document = JSONReader.read(text)
            let ours = document.faults.isEmpty ? document.value?.plain ?? "" : "rejected"
            #expect(ours == answer, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func `every value and every key knows its place`() throws {
        let text = "\u{FEFF}{ \"a\": [1, {\"é\":null}],\n\"b\" : \"x\" }"
        let root = try #require(JSONReader.read(Array(text.utf8)).value)
        #expect(root.offset == 3)
        guard case .object(let members) = root.content,
            case .array(let elements) = members[0].value.content,
            case .object(let inner) = elements[1].content
        else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(members.map(\.keyOffset) == [5, 28])
        #expect(members.map(\.value.offset) == [10, 34])
        #expect(elements.map(\.offset) == [11, 14])
        #expect(inner[0].keyOffset == 15)
        #expect(inner[0].value == JSONValue(offset: 20, content: .null))
    }

    @Test func `after what is almost JSON it reads on`() {
        let text = """
            { // a comment
              'a': tru,
              b: [1,, 2 "x",],
              "c": "\\q",
              "c": 01,
            }
            """
        let document = JSONReader.read(Array(text.utf8))
        #expect(document.value != nil)
        #expect(
            document.faults.map(\.kind) == [
                .comment, .singleQuotes, .unquotedText, .unquotedKey, .missingValue,
                .missingComma, .trailingComma(before: .array), .unknownEscape,
                .duplicateKey("c"), .leadingZero, .trailingComma(before: .object),
            ]
        )
    }

    @Test func `a million opening brackets end at the limit`() {
        for bracket in ["[", "{\"a\":", "[{\"a\":"] {
            let document = JSONReader.read(Array(String(repeating: bracket, count: 1_000_000).utf8))
            #expect(document.value == nil)
            #expect(document.faults.map(\.kind) == [.tooDeep(limit: 64)])
        }
    }

    @Test func `a text of nothing but faults is given up`() {
        let document = JSONReader.read([UInt8](repeating: UInt8(ascii: ","), count: 1_000_000))
        #expect(document.faults.count == JSONReader.maximumFaults + 1)
        #expect(document.faults.last?.kind == .tooManyFaults)
    }

    @Test func `of very many duplicate keys no more are told`() {
        let members = Array(repeating: "\"x\":1", count: 5_000).joined(separator: ",")
        let document = JSONReader.read(Array("{\(members)}".utf8))
        #expect(document.faults.count == JSONReader.maximumFaults)
        #expect(document.faults.allSatisfy { $0.kind == .duplicateKey("x") && $0.related == 1 })
    }

    @Test func `ten million bytes are read`() throws {
        let element = Array("{\"key\": [\"value\", 1234.5, true, null]},\n".utf8)
        var text = Array("[".utf8)
        while text.count < 10_000_000 { text += element }
        text += Array("0]".utf8)
        let value = try #require(JSONReader.read(text).value)
        guard case .array(let elements) = value.content else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(elements.count == (text.count - 3) / element.count + 1)
        #expect(elements.last?.offset == text.count - 2)
    }
}

extension JSONValue {
    /// The form in which read_json.py writes values.
    fileprivate var plain: String {
        switch content {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): "#\(digits)"
        case .string(let text): Self.plain(text)
        case .array(let elements): "[\(elements.map(\.plain).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(Self.plain($0.key)):\($0.value.plain)" }.joined(separator: ","))}"
        case .invalid: "invalid"
        }
    }

    private static func plain(_ text: String) -> String {
        var plain = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: plain += "\\\""
            case 0x5C: plain += "\\\\"
            case 0x08: plain += "\\b"
            case 0x09: plain += "\\t"
            case 0x0A: plain += "\\n"
            case 0x0C: plain += "\\f"
            case 0x0D: plain += "\\r"
            case 0x20...0x7E: plain.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                plain += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return plain + "\""
    }
}
