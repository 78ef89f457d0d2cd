import SafeText
import Testing

struct OneLineTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("   \n\t ", ""),
        ("a\tb\r\nc\n\n d ", "a b c d"), (" \u{B}a\u{C}b", "a b"),
        ("\u{1B}[31mred", "\u{FFFD}[31mred"),
        ("a\0b\u{7F}c\u{9B}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
        ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
        ("\u{202E}x\u{2066}y\u{200F}z\u{61C}", "\u{FFFD}x\u{FFFD}y\u{FFFD}z\u{FFFD}"),
        ("a\u{E0001}b\u{E0061}c", "a\u{FFFD}b\u{FFFD}c"),
        ("naïve 日本 👩‍👩‍👧‍👦", "naïve 日本 👩‍👩‍👧‍👦"),
    ])
    func `words stay and what acts on a terminal goes`(text: String, line: String) {
        #expect(text.onOneLine == line)
        #expect(line.onOneLine == line)
    }
}
