import PipelineModel
import Synchronization

/// A sleep that ends when the test says so, and a clock that only these sleeps move.
final class HandCrankedSleep: Sendable {
    private struct State {
        var now = Duration.zero
        var sleeper: (length: Duration, continuation: CheckedContinuation<Void, any Error>)?
    }

    /// The length of each sleep as it begins.
    let begun: AsyncStream<Duration>
    private let begins: AsyncStream<Duration>.Continuation
    private let state = Mutex(State())

    init() {
        (begun, begins) = AsyncStream.makeStream()
    }

    var now: Instant {
        Instant(nanoseconds: 0).advanced(by: state.withLock { $0.now })
    }

    /// Ends the sleep that has begun.
    func end() {
        let sleeper = state.withLock { state in
            state.now += state.sleeper?.length ?? .zero
            return state.sleeper.take()
        }
        sleeper?.continuation.resume()
    }

    func sleep(_ length: Duration) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if !Task.isCancelled { state.sleeper = (length, continuation) }
                    return Task.isCancelled
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                begins.yield(length)
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleeper.take() }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
