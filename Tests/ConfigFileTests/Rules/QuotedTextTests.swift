import Testing

@testable import ConfigFile

@Suite struct `Quoted text` {
    @Test(
        arguments: [
            ("web", #""web""#), ("", #""""#), ("a\"b\\c", #""a\"b\\c""#),
            ("a\nb\r\t", #""a\nb\r\t""#), ("\u{1B}[31m", #""\u001B[31m""#),
            ("\0\u{7F}\u{9B}", #""\u0000\u007F\u009B""#),
            ("\u{202E}\u{2066}\u{200B}", #""\u202E\u2066\u200B""#),
            ("\u{2028}\u{2029}\u{A0}", #""\u2028\u2029\u00A0""#),
            ("\u{E0001}", #""\uDB40\uDC01""#), ("é😀", #""é😀""#),
            (
                String(repeating: "x", count: 61),
                "\"\(String(repeating: "x", count: 60))…\""
            ),
            (String(repeating: "x", count: 60), "\"\(String(repeating: "x", count: 60))\""),
        ]
    )
    func `untrusted text can do no harm`(_ text: String, _ shown: String) {
        #expect(text.quotedForMessage == shown)
    }

    @Test func `the name of the file is made harmless too`() {
        let problem = ConfigProblem(line: 1, column: 2, path: "$", message: "is null")
        #expect(problem.rendered(file: "a b.json") == "a b.json:1:2: $: is null")
        #expect(problem.rendered(file: "a\n\u{1B}b") == "a\\n\\u001Bb:1:2: $: is null")
    }
}
