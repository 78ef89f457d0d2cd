import PipelineModel
import StateStore
import Synchronization
import Testing

@testable import Delivery

/// Keeps the entries that it is given.
private final class RecordingJournal: JournalWriting {
    struct Away: Error, CustomStringConvertible {
        let description = "no such file\nor directory"
    }

    private let isAway: Bool
    private let state = Mutex<[[String]]>([])

    init(isAway: Bool = false) {
        self.isAway = isAway
    }

    /// Each entry's fields as `NAME=value`.
    var entries: [[String]] {
        state.withLock { $0 }
    }

    func send(fields: [(name: String, value: [UInt8])]) throws {
        if isAway { throw Away() }
        let entry = fields.map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }
        state.withLock { $0.append(entry) }
    }
}

@Suite struct `The journald sink` {
    @Test func `writes an entry with everything to search by`() async throws {
        let journal = RecordingJournal()
        let sink = JournaldSink(name: "journald", journal: journal)
        let delivery = try PendingDelivery.sample(`A transition event`.full)
        try await sink.deliver(delivery)
        let message = TextFormat.message(for: TransitionEvent(`A transition event`.full))
        #expect(
            journal.entries == [
                [
                    "MESSAGE=\(message)",
                    "PRIORITY=3",
                    "MESSAGE_ID=\(JournalMessageID.id(for: .failed))",
                    "SYSLOG_IDENTIFIER=pipewatchd",
                    "PIPEWATCHD_PIPELINE=web",
                    "PIPEWATCHD_EXECUTION_ID=3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f",
                    "PIPEWATCHD_STATUS=Failed",
                    "PIPEWATCHD_PREVIOUS_STATUS=InProgress",
                    "PIPEWATCHD_ATTEMPT=2",
                    "PIPEWATCHD_REGION=eu-west-1",
                    "PIPEWATCHD_ACCOUNT=prod",
                    "PIPEWATCHD_EVENT_ID=840942f7edf82732b6e20d96fe1a0486",
                    "PIPEWATCHD_CONSOLE_URL=\(`The line for people`.link)",
                ]
            ]
        )
    }

    @Test func `leaves out what the event does not have`() async throws {
        let journal = RecordingJournal()
        let key = ExecutionKey(
            connection: ConnectionID(region: "us-iso-east-1"),
            pipelineName: "web",
            executionID: "1"
        )
        let delivery = try PendingDelivery.sample(.sample(key: key, from: nil))
        try await JournaldSink(name: "journald", journal: journal).deliver(delivery)
        let names = journal.entries.joined().map { $0.prefix { $0 != "=" } }
        #expect(!names.contains("PIPEWATCHD_PREVIOUS_STATUS"))
        #expect(!names.contains("PIPEWATCHD_ACCOUNT"))
        #expect(!names.contains("PIPEWATCHD_CONSOLE_URL"))
        #expect(names.count == 10)
    }

    @Test(arguments: [
        (ExecutionStatus.failed, 3), (.stopped, 4), (.cancelled, 4), (.succeeded, 5),
        (.inProgress, 6), (.stopping, 6), (.superseded, 6), (.unknown("Paused"), 6),
    ])
    func `gives each status its priority`(status: ExecutionStatus, priority: Int) {
        let fields = JournalFields.fields(for: TransitionEvent(.sample(to: status)))
        #expect(fields.contains { $0 == ("PRIORITY", String(priority)) })
        #expect(fields.contains { $0 == ("MESSAGE_ID", JournalMessageID.id(for: status)) })
    }

    @Test func `has a message id of its own for each status, and one for all others`() {
        let ids = (ExecutionStatus.known + [.unknown("x")]).map(JournalMessageID.id)
        #expect(Set(ids).count == 8)
        let digits = Set("0123456789abcdef")
        #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy(digits.contains) })
        #expect(JournalMessageID.id(for: .unknown("y")) == JournalMessageID.id(for: .unknown("x")))
    }

    @Test(arguments: Hostile.all)
    func `keeps every field a line of text`(hostile: Hostile) {
        let event = TransitionEvent(
            .sample(
                from: .unknown(hostile.text),
                to: .unknown(hostile.text),
                execution: .saying(hostile.text)
            )
        )
        #expect(JournalFields.fields(for: event).allSatisfy { $0.value.isHarmlessLine })
    }

    @Test func `tries again where the journal is away`() async throws {
        let sink = JournaldSink(name: "journald", journal: RecordingJournal(isAway: true))
        let delivery = try PendingDelivery.sample()
        await #expect(throws: DeliveryFailure.retry("the journal: no such file or directory")) {
            try await sink.deliver(delivery)
        }
    }
}
