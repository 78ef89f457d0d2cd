import SafeText
import Testing

struct EscapingTests {
    /// U+FDD0, U+FFFE and U+10FFFF, which a literal may not have.
    static let noCharacters = String(
        decoding: [0xEF, 0xB7, 0x90, 0xEF, 0xBF, 0xBE, 0xF4, 0x8F, 0xBF, 0xBF],
        as: UTF8.self
    )

    @Test(arguments: [
        ("", ""), ("naïve 日本 👩‍👩‍👧‍👦", "naïve 日本 👩‍👩‍👧‍👦"), (#"C:\new "x""#, #"C:\new "x""#),
        ("a\nb\r\tc\u{8}\u{C}", #"a\nb\r\tc\b\f"#), ("\u{1B}[31m", #"\u001B[31m"#),
        ("\0\u{7F}\u{85}\u{9B}", #"\u0000\u007F\u0085\u009B"#),
        ("\u{2028}\u{2029}", #"\u2028\u2029"#),
        ("\u{202E}a\u{2066}b\u{200F}\u{61C}", #"\u202Ea\u2066b\u200F\u061C"#),
        (Self.noCharacters, #"\uFDD0\uFFFE\uDBFF\uDFFF"#),
        ("\u{E0001}\u{E0061}", #"\uDB40\uDC01\uDB40\uDC61"#),
    ])
    func `what is hazardous is shown as its escape, once and for all`(text: String, shown: String) {
        #expect(text.escapingHazards == shown)
        #expect(shown.escapingHazards == shown)
    }

    @Test func `a caller may have more escaped`() {
        let text = "a \"b\" \\ \u{A0}\n"
        let shown = text.escaping { $0.isHazardous || "\"\\\u{A0}".unicodeScalars.contains($0) }
        #expect(shown == #"a \"b\" \\ \u00A0\n"#)
    }

    @Test(
        arguments: [
            ("\0", "U+0000"), ("\u{A0}", "U+00A0"), ("\u{FEFF}", "U+FEFF"),
            ("\u{E0001}", "U+E0001"),
        ] as [(Unicode.Scalar, String)]
    )
    func `a character is named by its number`(scalar: Unicode.Scalar, name: String) {
        #expect(scalar.codePointName == name)
    }
}
