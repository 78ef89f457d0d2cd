import Testing

@testable import ConfigFile

@Suite struct `Near misses` {
    @Test(
        arguments: [
            ("wacth", "watch"), ("Watch", "watch"), ("watches", "watch"), ("watc", "watch"),
            ("pollin", "polling"), ("notfiy", "notify"), ("notfy", "notify"), ("lgo", "log"),
            ("acounts", "accounts"), ("NOTIFY", "notify"), ("stat", "state"), ("acc", "accounts"),
        ]
    )
    func `a slip finds the name`(_ written: String, _ meant: String) {
        #expect(NearMiss.of(written, among: RootKey.names) == meant)
    }

    @Test(arguments: [
        "", "x", "region", "frobnicate", "lo go go", String(repeating: "w", count: 9_999),
    ])
    func `another word finds none`(_ written: String) {
        #expect(NearMiss.of(written, among: RootKey.names) == nil)
    }

    @Test func `of equally near names the first is taken, and a nearer one before it`() {
        #expect(NearMiss.of("cat", among: ["bat", "hat"]) == "bat")
        #expect(NearMiss.of("cat", among: ["bat", "Cat"]) == "Cat")
        #expect(NearMiss.of("warn", among: ["debug", "warning"]) == "warning")
    }
}
