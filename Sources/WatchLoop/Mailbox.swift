import Synchronization

/// Where facts wait for the one loop that handles them.
///
/// The loop takes all that wait at once, so that facts that come together are decided together
/// and their transitions are kept in one transaction.
package final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var messages: [Message] = []
        var reader: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Adds a message; after `close()` it is dropped.
    package func post(_ message: Message) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isClosed else { return nil }
            state.messages.append(message)
            return state.reader.take()
        }
        reader?.resume()
    }

    /// No more messages: the reader gets what waits, and then `nil`.
    package func close() {
        let reader = state.withLock { state in
            state.isClosed = true
            return state.reader.take()
        }
        reader?.resume()
    }

    /// Waits for messages, and takes all there are; `nil` when closed and empty.
    ///
    /// For one reader at a time.
    package func next() async -> [Message]? {
        while true {
            let (messages, isClosed) = state.withLock { state in
                let messages = state.messages
                state.messages = []
                return (messages, state.isClosed)
            }
            if !messages.isEmpty { return messages }
            if isClosed { return nil }
            await withCheckedContinuation { reader in
                let isReady = state.withLock { state in
                    if state.messages.isEmpty, !state.isClosed {
                        state.reader = reader
                        return false
                    }
                    return true
                }
                if isReady { reader.resume() }
            }
        }
    }
}
