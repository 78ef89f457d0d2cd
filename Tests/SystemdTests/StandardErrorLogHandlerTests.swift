import Logging
import Systemd
import Testing

struct StandardErrorLogHandlerTests {
    let pipe: TestPipe
    var handler: StandardErrorLogHandler

    init() throws {
        pipe = try TestPipe()
        handler = StandardErrorLogHandler(
            logLevel: .trace,
            output: StandardError(descriptor: pipe.writingEnd)
        )
    }

    private func logger(_ handler: StandardErrorLogHandler) -> Logger {
        Logger(label: "test") { _ in handler }
    }

    @Test(arguments: [
        (Logger.Level.trace, "trace: hello\n"), (.debug, "debug: hello\n"),
        (.info, "info: hello\n"), (.notice, "notice: hello\n"), (.warning, "warning: hello\n"),
        (.error, "error: hello\n"), (.critical, "critical: hello\n"),
    ])
    func `a message is a line that begins with its level`(level: Logger.Level, line: String) {
        logger(handler).log(level: level, "hello")
        #expect(pipe.written() == line)
    }

    @Test(
        arguments: [
            (["b": "2", "a": "1"], "info: x (a=1 b=2)\n"),
            (["a": "two words"], "info: x (a=\"two words\")\n"),
            (["a": ""], "info: x (a=\"\")\n"),
            (["a": "1) b=(2"], "info: x (a=\"1) b=(2\")\n"),
            (["a": "say \"hi\""], "info: x (a=\"say \\\"hi\\\"\")\n"),
            (["a": "1\nerror: forged"], "info: x (a=\"1\\nerror: forged\")\n"),
            (["a\u{1B}": "\u{1B}[2J"], "info: x (a\\u001B=\\u001B[2J)\n"),
            (["a": ["1", "2"]], "info: x (a=\"[1, 2]\")\n"),
            (["a": ["k": "v", "j": "u"]], "info: x (a=\"{j: u, k: v}\")\n"),
            (["a": .stringConvertible(7)], "info: x (a=7)\n"),
        ] as [(Logger.Metadata, String)]
    )
    func `metadata follows in parentheses, sorted and quoted`(
        metadata: Logger.Metadata,
        line: String
    ) {
        logger(handler).info("x", metadata: metadata)
        #expect(pipe.written() == line)
    }

    @Test(arguments: [
        ("a\nerror: forged", "info: a\\nerror: forged\n"),
        ("<0>\r\u{1B}[1m", "info: <0>\\r\\u001B[1m\n"),
        ("a\u{0}b", "info: a\\u0000b\n"),
    ])
    func `a message stays on its line`(message: String, line: String) {
        logger(handler).info("\(message)")
        #expect(pipe.written() == line)
    }

    @Test func `the event's metadata wins over the provider's, and that over the handler's`() {
        var handler = handler
        handler.metadata = ["a": "handler", "b": "handler", "c": "handler"]
        handler.metadataProvider = Logger.MetadataProvider { ["b": "provider", "c": "provider"] }
        logger(handler).info("x", metadata: ["c": "event"])
        #expect(pipe.written() == "info: x (a=handler b=provider c=event)\n")
    }

    @Test func `an error is told under its own key`() {
        logger(handler).error("x", error: SystemCallFailure(call: "open", code: 2))
        #expect(pipe.written() == "error: x (error=\"open: No such file or directory\")\n")
    }

    @Test func `a time comes first where it is asked for`() {
        let timed = StandardErrorLogHandler(
            timestamps: { "2026-11-22T22:41:46Z" },
            output: StandardError(descriptor: pipe.writingEnd)
        )
        logger(timed).notice("x")
        #expect(pipe.written() == "2026-11-22T22:41:46Z notice: x\n")
    }

    @Test func `a copy of a logger has its own metadata and level`() {
        let first = logger(handler)
        var second = first
        second[metadataKey: "a"] = "1"
        second.logLevel = .error
        first.info("first")
        second.info("dropped")
        second.error("second")
        #expect(pipe.written() == "info: first\nerror: second (a=1)\n")
        #expect(second[metadataKey: "a"] == "1")
    }

    @Test func `a stderr that cannot be written is endured`() {
        let broken = StandardErrorLogHandler(output: StandardError(descriptor: -1))
        logger(broken).info("nobody hears this")
    }
}
