import Testing

@testable import Delivery

@Suite struct `Text of others` {
    @Test(arguments: [
        ("plain", "\"plain\""), ("say \"hi\"", "\"say 'hi'\""), ("", "\"\""),
        ("a\n\u{1B}[31mb", "\"a \u{FFFD}[31mb\""), ("1234567890x", "\"1234567890…\""),
        ("1234567890", "\"1234567890\""),
    ])
    func `cannot end the quotes it is in`(text: String, quoted: String) {
        #expect(PlainText.quoted(text, limit: 10) == quoted)
    }

    @Test(arguments: Hostile.all)
    func `is harmless and short, whatever it is`(hostile: Hostile) {
        let quoted = PlainText.quoted(hostile.text, limit: 50)
        #expect(quoted.isHarmlessLine)
        #expect(quoted.utf8.count <= 50 * 4 + "\"…\"".utf8.count)
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
