import Glibc
import Logging
import Synchronization
import Systemd
import Testing

struct JournalLogHandlerTests {
    /// A journal that remembers what it was sent, and can be out of order.
    final class FakeJournal: Sendable {
        private let entries = Mutex<[JournalEntry]>([])
        private let failure = Mutex<SystemCallFailure?>(nil)

        func send(_ entry: JournalEntry) throws(SystemCallFailure) {
            if let failure = failure.withLock({ $0 }) { throw failure }
            entries.withLock { $0.append(entry) }
        }

        func fail(with failure: SystemCallFailure?) {
            self.failure.withLock { $0 = failure }
        }

        /// The fields of all entries as `NAME=value`, without those that say where in the code.
        func fields() -> [[String]] {
            entries.withLock { entries in
                entries.map { entry in
                    entry.encodedFields.map { String(decoding: $0, as: UTF8.self) }
                        .filter { !$0.hasPrefix("CODE_") }
                }
            }
        }

        func codeFields() -> [String] {
            entries.withLock { entries in
                entries.flatMap(\.encodedFields).map { String(decoding: $0, as: UTF8.self) }
                    .filter { $0.hasPrefix("CODE_") }
            }
        }
    }

    let journal = FakeJournal()
    let pipe: TestPipe
    let logger: Logger

    init() throws {
        let pipe = try TestPipe()
        let handler = JournalLogHandler(
            logLevel: .trace,
            fallback: StandardError(descriptor: pipe.writingEnd),
            send: { [journal] entry throws(SystemCallFailure) in try journal.send(entry) }
        )
        self.pipe = pipe
        logger = Logger(label: "test") { _ in handler }
    }

    @Test(arguments: [
        (Logger.Level.trace, "7"), (.debug, "7"), (.info, "6"), (.notice, "5"), (.warning, "4"),
        (.error, "3"), (.critical, "2"),
    ])
    func `a level is a priority of syslog`(level: Logger.Level, priority: String) {
        logger.log(level: level, "hello")
        #expect(
            journal.fields() == [
                ["MESSAGE=hello", "PRIORITY=\(priority)", "SYSLOG_IDENTIFIER=pipewatchd"]
            ]
        )
        #expect(pipe.written() == "")
    }

    @Test(
        arguments: [
            (["pipelineName": "web"], ["PIPEWATCHD_PIPELINE_NAME=web"]),
            (["b": "2", "a": "1"], ["PIPEWATCHD_A=1", "PIPEWATCHD_B=2"]),
            (["text": "a\nPRIORITY=0"], ["PIPEWATCHD_TEXT=a\nPRIORITY=0"]),
            (
                ["requestID": "1", "request-id": "2", "request_id": "3"],
                ["PIPEWATCHD_REQUEST_ID=2", "PIPEWATCHD_REQUEST_ID=1", "PIPEWATCHD_REQUEST_ID=3"]
            ),
            (["ids": ["1", ["k": "v"]]], ["PIPEWATCHD_IDS=[1, {k: v}]"]),
            (
                ["messageID": "821d2723a54e4f0e86725da06dcb861e"],
                ["MESSAGE_ID=821d2723a54e4f0e86725da06dcb861e"]
            ),
            (
                ["messageID": "821D2723A54E4F0E86725DA06DCB861E"],
                ["PIPEWATCHD_MESSAGE_ID=821D2723A54E4F0E86725DA06DCB861E"]
            ),
            (["messageID": "821d"], ["PIPEWATCHD_MESSAGE_ID=821d"]),
        ] as [(Logger.Metadata, [String])]
    )
    func `metadata becomes fields, and none is lost`(
        metadata: Logger.Metadata,
        fields: [String]
    ) {
        logger.info("x", metadata: metadata)
        #expect(
            journal.fields() == [
                ["MESSAGE=x", "PRIORITY=6", "SYSLOG_IDENTIFIER=pipewatchd"] + fields
            ]
        )
    }

    @Test func `an error is a field of its own`() {
        logger.error("x", error: SystemCallFailure(call: "open", code: ENOENT))
        #expect(
            journal.fields().first?.last == "PIPEWATCHD_ERROR=open: No such file or directory"
        )
    }

    @Test func `an entry tells where in the code it was written`() {
        logger.info("x", file: "Room/File.swift", function: "run()", line: 42)
        #expect(
            journal.codeFields() == [
                "CODE_FILE=Room/File.swift", "CODE_LINE=42", "CODE_FUNC=run()",
            ]
        )
    }

    @Test func `what the journal does not take goes to stderr, and the reason is said once`() {
        journal.fail(with: SystemCallFailure(call: "access", code: ENOENT))
        var copy = logger
        copy[metadataKey: "a"] = "1"
        logger.info("first")
        copy.info("second")
        #expect(
            pipe.written() == """
                warning: the journal takes no entries (access: No such file or directory)
                info: first
                info: second (a=1)

                """
        )

        journal.fail(with: nil)
        logger.info("third")
        #expect(pipe.written() == "")
        #expect(journal.fields().map(\.first) == ["MESSAGE=third"])

        journal.fail(with: SystemCallFailure(call: "sd_journal_sendv", code: ENOBUFS))
        logger.info("fourth")
        #expect(
            pipe.written() == """
                warning: the journal takes no entries (sd_journal_sendv: No buffer space available)
                info: fourth

                """
        )
    }
}
