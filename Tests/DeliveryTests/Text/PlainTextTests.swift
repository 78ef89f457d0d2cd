import Testing

@testable import Delivery

@Suite struct `Text of others` {
    @Test(arguments: [
        ("plain", "plain"),
        ("a\tb\r\nc\n\n d ", "a b c d"),
        ("\u{1B}[31mred", "\u{FFFD}[31mred"),
        ("a\0b\u{7F}c\u{9B}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
        ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
        ("\u{202E}x\u{2066}y\u{200F}z\u{61C}", "\u{FFFD}x\u{FFFD}y\u{FFFD}z\u{FFFD}"),
        ("naïve 日本 👩‍👩‍👧‍👦", "naïve 日本 👩‍👩‍👧‍👦"),
        ("", ""),
    ])
    func `is shown on one line without what acts on a terminal`(text: String, line: String) {
        #expect(PlainText.line(text, limit: 100) == line)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcde…"), ("abc def", 4, "abc…"),
        ("éééé", 2, "éé…"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 16, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"),
        ("e\u{301}\u{301}\u{301}\u{301}", 2, "e\u{301}\u{301}\u{301}…"), ("x", 0, "…"),
    ])
    func `is cut between characters, however large one is`(
        text: String,
        limit: Int,
        line: String
    ) {
        #expect(PlainText.line(text, limit: limit) == line)
    }

    @Test(arguments: Hostile.all)
    func `is harmless and short, whatever it is`(hostile: Hostile) {
        let line = PlainText.line(hostile.text, limit: 50)
        #expect(line.isHarmlessLine)
        #expect(line.utf8.count <= 50 * 4 + "…".utf8.count)
    }

    @Test(arguments: [
        ("web", "web"), ("Prod_web-2.eu@x", "Prod_web-2.eu@x"), ("<3>web", "\"<3>web\""),
        ("web Succeeded", "\"web Succeeded\""), ("a\"b", "\"a'b\""), ("", "\"\""),
        ("ünïcode", "\"ünïcode\""), ("a,b", "\"a,b\""),
    ])
    func `is quoted where it could pass for more than a name`(text: String, word: String) {
        #expect(PlainText.word(text) == word)
    }
}
