import Synchronization

/// A flag that one task can wait for, and any can raise.
///
/// It stays raised until it is lowered. Lowering it before looking for work, and waiting for it
/// after finding none, misses nothing that is raised in between.
package final class Signal: Sendable {
    private struct State {
        var isRaised = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package var isRaised: Bool {
        state.withLock { $0.isRaised }
    }

    package func raise() {
        let waiter = state.withLock { state in
            state.isRaised = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    package func lower() {
        state.withLock { $0.isRaised = false }
    }

    /// Returns once the flag is raised or the task is cancelled.
    ///
    /// For one task at a time.
    package func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    // A cancellation that came before this lock found nobody to wake.
                    if state.isRaised || Task.isCancelled { return true }
                    precondition(state.waiter == nil, "a second task waits for the same signal")
                    state.waiter = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}
