import StateStore
import Synchronization

/// An outbox that holds its rows in memory and fails when told to.
final class MemoryOutbox: Outbox {
    enum Entry: Equatable {
        case delivered(Int64)
        case failed(Int64, String)
        case buried(Int64, String)
    }

    struct State {
        var rows: [PendingDelivery] = []
        var log: [Entry] = []
        /// The next calls of each kind fail, so many times.
        var failingReads = 0
        var failingSettlements = 0
        var failingCounts = 0
        /// Runs after a read that found nothing.
        var onEmptyRead: (@Sendable () -> Void)?
    }

    static let full = StateFailure(kind: .full, message: "the disk is full")

    let state: Mutex<State>

    init(_ rows: [PendingDelivery] = []) {
        state = Mutex(State(rows: rows))
    }

    var log: [Entry] {
        state.withLock { $0.log }
    }

    func add(_ row: PendingDelivery) {
        state.withLock { $0.rows.append(row) }
    }

    func pending(for sink: String, limit: Int) async throws(StateFailure) -> [PendingDelivery] {
        try fail(\.failingReads)
        let (rows, onEmptyRead) = state.withLock { state in
            (Array(state.rows.prefix(limit)), state.onEmptyRead)
        }
        if rows.isEmpty { onEmptyRead?() }
        return rows
    }

    func delivered(_ delivery: PendingDelivery.ID) async throws(StateFailure) {
        try settle(delivery, .delivered(delivery))
    }

    func bury(_ delivery: PendingDelivery.ID, reason: String) async throws(StateFailure) {
        try settle(delivery, .buried(delivery, reason))
    }

    func failed(_ delivery: PendingDelivery.ID, reason: String) async throws(StateFailure) {
        try fail(\.failingCounts)
        state.withLock { $0.log.append(.failed(delivery, reason)) }
    }

    private func settle(_ delivery: Int64, _ entry: Entry) throws(StateFailure) {
        try fail(\.failingSettlements)
        state.withLock { state in
            state.log.append(entry)
            state.rows.removeAll { $0.id == delivery }
        }
    }

    /// A cancelled task's database call fails, as a real one does.
    private func fail(_ counter: any WritableKeyPath<State, Int> & Sendable) throws(StateFailure) {
        let fails = state.withLock { state in
            guard state[keyPath: counter] > 0 else { return false }
            state[keyPath: counter] -= 1
            return true
        }
        if fails { throw Self.full }
        if Task.isCancelled { throw StateFailure(kind: .other, message: "interrupted") }
    }
}
