import Systemd
import Testing

struct JournalEntryTests {
    private func encoded(_ name: String, _ value: [UInt8]) throws -> [[UInt8]] {
        try JournalEntry(fields: [(name, value)]).encodedFields
    }

    @Test(arguments: [
        "", "plain", "a=b", "a\nPRIORITY=0", "\n", "\u{1B}[31m", "\u{0}", "Bücher 📚",
    ])
    func `a value is kept byte for byte`(value: String) throws {
        let expected = Array("PIPEWATCHD_X=".utf8) + Array(value.utf8)
        #expect(try encoded("PIPEWATCHD_X", Array(value.utf8)) == [expected])

        var entry = JournalEntry()
        entry.append(try JournalFieldName("PIPEWATCHD_X"), value)
        #expect(entry.encodedFields == [expected])
    }

    @Test func `a value need not be text`() throws {
        let bytes: [UInt8] = [0xFF, 0x00, 0x0A, 0xC3]
        #expect(try encoded("PIPEWATCHD_X", bytes) == [Array("PIPEWATCHD_X=".utf8) + bytes])
    }

    @Test(arguments: [
        ("web: Failed", "MESSAGE=web: Failed"),
        ("Bücher 📚 👩‍👩‍👧‍👦", "MESSAGE=Bücher 📚 👩‍👩‍👧‍👦"),
        ("a\nPRIORITY=0", "MESSAGE=a\\nPRIORITY=0"),
        ("\u{1B}]0;title\u{7}", "MESSAGE=\\u001B]0;title\\u0007"),
        ("\u{9B}31m", "MESSAGE=\\u009B31m"),
        ("a\tb\rc", "MESSAGE=a\\tb\\rc"),
        ("a\u{202E}b\u{2066}c\u{200F}", "MESSAGE=a\\u202Eb\\u2066c\\u200F"),
        ("C:\\new", "MESSAGE=C:\\new"),
        ("", "MESSAGE="),
    ])
    func `a message is made text that journalctl shows as it is`(
        value: String,
        field: String
    ) throws {
        #expect(try encoded("MESSAGE", Array(value.utf8)) == [Array(field.utf8)])

        var entry = JournalEntry()
        entry.append(.message, value)
        entry.append(.message, String(field.dropFirst("MESSAGE=".count)))
        #expect(entry.encodedFields == [Array(field.utf8), Array(field.utf8)])
    }

    @Test(
        arguments: [
            ([0xEF, 0xB7, 0x90], "\\uFDD0"), ([0xEF, 0xBF, 0xBE], "\\uFFFE"),
            ([0xF4, 0x8F, 0xBF, 0xBF], "\\uDBFF\\uDFFF"),
        ] as [([UInt8], String)]
    )
    func `a code point in a message that is no character is escaped`(
        value: [UInt8],
        text: String
    ) throws {
        #expect(try encoded("MESSAGE", value) == [Array("MESSAGE=\(text)".utf8)])
    }

    @Test func `bytes in a message that are no text are replaced`() throws {
        #expect(
            try encoded("MESSAGE", [0x61, 0xFF, 0x62]) == [Array("MESSAGE=a\u{FFFD}b".utf8)]
        )
    }

    @Test func `fields keep their order, and may come twice`() throws {
        let entry = try JournalEntry(fields: [
            ("B", Array("1".utf8)), ("A", Array("2".utf8)), ("B", Array("3".utf8)),
        ])
        #expect(
            entry.encodedFields.map { String(decoding: $0, as: UTF8.self) } == [
                "B=1", "A=2", "B=3",
            ]
        )
    }

    @Test func `one bad name spoils the entry`() {
        #expect(throws: InvalidJournalFieldName(text: "_UID")) {
            try JournalEntry(fields: [("MESSAGE", []), ("_UID", [])])
        }
    }
}
