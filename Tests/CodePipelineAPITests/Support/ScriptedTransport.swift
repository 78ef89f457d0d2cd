import HTTPExchange
import Synchronization

/// Answers requests in order from a script, and keeps what was asked.
final class ScriptedTransport: HTTPTransport {
    struct Exchange: Sendable, Equatable {
        let request: HTTPRequest
        let timeout: Duration
        let maximumReplyBytes: Int
    }

    private struct State {
        var script: [Result<HTTPReply, HTTPFailure>]
        var exchanges: [Exchange] = []
    }

    private let state: Mutex<State>

    init(_ script: [Result<HTTPReply, HTTPFailure>]) {
        state = Mutex(State(script: script.reversed()))
    }

    var exchanges: [Exchange] { state.withLock { $0.exchanges } }

    func exchange(
        _ request: HTTPRequest,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws(HTTPFailure) -> HTTPReply {
        try state.withLock { state throws(HTTPFailure) in
            state.exchanges.append(
                Exchange(request: request, timeout: timeout, maximumReplyBytes: maximumReplyBytes)
            )
            guard let next = state.script.popLast() else { throw .cancelled }
            return try next.get()
        }
    }
}
