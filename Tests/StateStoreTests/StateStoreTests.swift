import Foundation
import PipelineModel
import StateStore
import TestSupport
import Testing

@Suite struct StateStoreTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("state.sqlite")
    }

    static let start = Timestamp(milliseconds: 1_800_000_000_000)

    static func key(_ number: Int, account: String? = nil) -> ExecutionKey {
        ExecutionKey(
            connection: ConnectionID(account: account, region: "eu-west-1"),
            pipelineName: "web",
            executionID: "execution-\(number)"
        )
    }

    func open(at now: Timestamp = start) throws -> StateStore {
        try StateStore(path: path, now: now)
    }

    /// Records that executions were seen in a status, as one batch.
    func record(
        _ seen: [(ExecutionKey, ExecutionStatus)],
        sinks: [String] = ["stdout", "ops"],
        in store: StateStore,
        at time: Timestamp = start
    ) async throws {
        let known = try await store.records(of: seen.map(\.0))
        let batch = seen.compactMap { key, status in
            Recording(
                of: key,
                seen: PipelineExecution(status: status),
                after: known[key],
                at: time
            ).map { recording in
                let id = "\(key.executionID)-\(recording.record.attempt)-\(status.rawValue)"
                return (
                    recording, OutgoingEvent(id: id, body: Array("{\(id)}".utf8), sinks: sinks)
                )
            }
        }
        try await store.record(batch)
    }

    @Test func `what was recorded is there after the file is opened again`() async throws {
        let prod = Self.key(1, account: "prod")
        do {
            let store = try open()
            try await record([(Self.key(1), .inProgress), (prod, .failed)], in: store)
            try await record([(Self.key(1), .unknown("Paused"))], in: store)
            try await record([(Self.key(1), .inProgress)], in: store)
            try await record([(prod, .inProgress)], in: store)
            store.close()
        }
        let store = try open()
        let records = try await store.records(of: [Self.key(1), prod, Self.key(3)])
        #expect(records.count == 2)
        #expect(records[Self.key(1)]?.status == .inProgress)
        #expect(records[Self.key(1)]?.occurrence == 2)
        #expect(records[prod]?.attempt == 2)
        #expect(records[prod]?.changedAt == Self.start)
        let pending = try await store.pending(for: "ops", limit: 10)
        #expect(
            pending.map(\.eventID) == [
                "execution-1-1-InProgress", "execution-1-1-Failed", "execution-1-1-Paused",
                "execution-1-2-InProgress",
            ]
        )
    }

    @Test func `an event that is known is not queued again`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed)], sinks: ["a"], in: store)
        let known = try await store.pending(for: "a", limit: 10)
        let recording = try #require(
            Recording(
                of: Self.key(1),
                seen: PipelineExecution(status: .failed),
                after: nil,
                at: Self.start
            )
        )
        let event = OutgoingEvent(id: known[0].eventID, body: [], sinks: ["a", "b"])
        try await store.record([(recording, event)])
        #expect(try await store.pending(for: "a", limit: 10) == known)
        #expect(try await store.pending(for: "b", limit: 10).map(\.event) == [known[0].event])
    }

    @Test func `a batch is kept as a whole or not at all`() async throws {
        do {
            let store = try open()
            try await record([(Self.key(1), .inProgress), (Self.key(2), .inProgress)], in: store)
            #expect(try await store.pending(for: "stdout", limit: 10).count == 2)
            store.close()
            await #expect(throws: StateFailure.self) {
                try await record([(Self.key(3), .inProgress)], in: store)
            }
        }
        let again = try open()
        #expect(try await again.records(of: [Self.key(3)]).isEmpty)
        #expect(try await again.pending(for: "stdout", limit: 10).count == 2)
    }

    @Test func `a file that is closed answers everything with a failure`() async throws {
        let store = try open()
        try await record([(Self.key(1), .inProgress)], in: store)
        let delivery = try #require(try await store.pending(for: "stdout", limit: 1).first)
        store.close()
        let closed = StateFailure(kind: .other, message: "the state file is closed")
        await #expect(throws: closed) { try await store.records(of: [Self.key(1)]) }
        await #expect(throws: closed) { try await store.pending(for: "stdout", limit: 1) }
        await #expect(throws: closed) { try await store.waiting() }
        await #expect(throws: closed) { try await store.delivered(delivery.id) }
        await #expect(throws: closed) { try await store.record([]) }
    }

    @Test func `an event goes with the last sink that took it`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed)], in: store)
        let first = try #require(try await store.pending(for: "stdout", limit: 1).first)
        try await store.delivered(first.id)
        try await store.delivered(first.id)
        #expect(try await store.pending(for: "stdout", limit: 1) == [])
        let second = try #require(try await store.pending(for: "ops", limit: 1).first)
        #expect(second.event == first.event)
        try await store.delivered(second.id)
        #expect(try await store.waiting() == [:])
    }

    @Test func `a dead delivery is kept and not offered`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed), (Self.key(2), .failed)], in: store)
        let pending = try await store.pending(for: "ops", limit: 10)
        try await store.failed(pending[0].id, reason: "500")
        #expect(try await store.pending(for: "ops", limit: 1).first?.failedAttempts == 1)
        try await store.bury(pending[0].id, reason: "410")
        #expect(try await store.pending(for: "ops", limit: 10).map(\.id) == [pending[1].id])
        #expect(try await store.waiting() == ["stdout": 2, "ops": 1])
    }

    @Test func `what nobody wants to know is remembered without an event`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed)], sinks: [], in: store)
        #expect(try await store.waiting() == [:])
        #expect(try await store.records(of: [Self.key(1)]).count == 1)
    }

    @Test func `executions that are watched no more are dropped after a while`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed), (Self.key(2), .failed)], in: store)
        let later = Self.start.advanced(by: .seconds(31 * 86_400))
        try await store.prune(watching: [Self.key(2)], at: later, keep: .seconds(30 * 86_400))
        let left = try await store.records(of: [Self.key(1), Self.key(2)])
        #expect(Array(left.keys) == [Self.key(2)])
    }

    @Test func `a write goes through although its task was cancelled`() async throws {
        let store = try open()
        try await record([(Self.key(1), .failed)], in: store)
        let delivery = try #require(try await store.pending(for: "ops", limit: 1).first)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.delivered(delivery.id)
        }
        try await task.value
        #expect(try await store.pending(for: "ops", limit: 1) == [])
    }
}
