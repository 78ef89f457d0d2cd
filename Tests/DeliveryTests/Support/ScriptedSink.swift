import Delivery
import StateStore
import Synchronization

/// A sink that answers as it was told, and then takes everything.
final class ScriptedSink: DeliverySink {
    let name = "test"
    /// Each try as it begins, by the row's id.
    let tries: AsyncStream<Int64>
    private let tried: AsyncStream<Int64>.Continuation
    private let state: Mutex<(script: [DeliveryFailure?], tries: [Int64])>
    /// Runs within a try, before its answer.
    private let during: @Sendable (Int64) async -> Void

    init(
        _ script: [DeliveryFailure?] = [],
        during: @escaping @Sendable (Int64) async -> Void = { _ in }
    ) {
        (tries, tried) = AsyncStream.makeStream()
        state = Mutex((script, []))
        self.during = during
    }

    /// All tries so far.
    var triedRows: [Int64] {
        state.withLock { $0.tries }
    }

    func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure) {
        let answer = state.withLock { state in
            state.tries.append(delivery.id)
            return state.script.isEmpty ? nil : state.script.removeFirst()
        }
        tried.yield(delivery.id)
        await during(delivery.id)
        if let answer { throw answer }
    }
}

extension DeliveryFailure {
    static func retry(_ reason: String = "down", after: Duration? = nil) -> DeliveryFailure {
        DeliveryFailure(reason: reason, remedy: .retry(after: after))
    }

    static func giveUp(afterTries tries: Int) -> DeliveryFailure {
        DeliveryFailure(reason: "refused", remedy: .giveUp(afterTries: tries))
    }
}
