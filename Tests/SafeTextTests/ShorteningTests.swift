import SafeText
import Testing

struct ShorteningTests {
    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcde…"), ("abc def", 4, "abc…"),
        ("éééé", 2, "éé…"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 16, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"),
        ("e\u{301}\u{301}\u{301}\u{301}", 2, "e\u{301}\u{301}\u{301}…"), ("x", 0, "…"), ("", 0, ""),
    ])
    func `a text is cut between characters, however large one is`(
        text: String,
        limit: Int,
        shown: String
    ) {
        #expect(text.shortened(toCharacters: limit) == shown)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcde…"), ("éé", 4, "éé"), ("éé", 3, "é…"),
        ("👩‍👩‍👧‍👦x", 25, "👩‍👩‍👧‍👦…"), ("x👩‍👩‍👧‍👦", 25, "x…"), ("👩‍👩‍👧‍👦", 8, "👩\u{200D}…"), ("x", 0, "…"),
    ])
    func `bytes are counted where they are what is scarce`(
        text: String,
        limit: Int,
        shown: String
    ) {
        #expect(text.shortened(toBytes: limit) == shown)
    }
}
