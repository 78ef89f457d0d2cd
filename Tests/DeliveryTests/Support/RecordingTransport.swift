import HTTPExchange
import Synchronization

/// A transport that keeps what it is given and answers as it was told.
final class RecordingTransport: HTTPTransport {
    struct Exchange: Equatable {
        var request: HTTPRequest
        var timeout: Duration
        var maximumReplyBytes: Int
    }

    private let answer: Result<HTTPReply, HTTPFailure>
    private let state = Mutex<[Exchange]>([])

    init(_ answer: Result<HTTPReply, HTTPFailure> = .success(HTTPReply(status: 204))) {
        self.answer = answer
    }

    var exchanges: [Exchange] {
        state.withLock { $0 }
    }

    func exchange(
        _ request: HTTPRequest,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws(HTTPFailure) -> HTTPReply {
        let exchange = Exchange(
            request: request,
            timeout: timeout,
            maximumReplyBytes: maximumReplyBytes
        )
        state.withLock { $0.append(exchange) }
        return try answer.get()
    }
}
