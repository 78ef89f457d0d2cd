import Synchronization

/// What was asked and answered, for whoever looks at it: a test, or a file.
final class RequestRecord: Sendable {
    private struct State {
        var kept: [RecordedRequest] = []
        var waiting: [Waiting] = []
    }

    private struct Waiting {
        var isMeant: @Sendable (RecordedRequest) -> Bool
        var continuation: AsyncStream<RecordedRequest>.Continuation
    }

    private let isKept: Bool
    private let observer: (@Sendable (RecordedRequest) -> Void)?
    private let state = Mutex(State())

    /// Makes an empty record.
    ///
    /// - Parameters:
    ///   - isKept: whether requests are kept in memory, all of them.
    ///   - observer: told each request, on an event loop.
    init(isKept: Bool, observer: (@Sendable (RecordedRequest) -> Void)?) {
        self.isKept = isKept
        self.observer = observer
    }

    func add(_ request: RecordedRequest) {
        observer?(request)
        guard isKept else { return }
        let found = state.withLock { state in
            state.kept.append(request)
            let found = state.waiting.filter { $0.isMeant(request) }
            state.waiting.removeAll { $0.isMeant(request) }
            return found
        }
        for waiting in found { waiting.continuation.yield(request) }
    }

    /// What was kept so far, in the order of the answers.
    var kept: [RecordedRequest] {
        state.withLock { $0.kept }
    }

    /// The first request that is meant, whether it has come already or is still to come.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    func first(
        where isMeant: @escaping @Sendable (RecordedRequest) -> Bool
    ) async throws -> RecordedRequest {
        let (stream, continuation) = AsyncStream.makeStream(of: RecordedRequest.self)
        let past = state.withLock { state -> RecordedRequest? in
            if let past = state.kept.first(where: isMeant) { return past }
            state.waiting.append(Waiting(isMeant: isMeant, continuation: continuation))
            return nil
        }
        if let past { return past }
        for await request in stream { return request }
        throw CancellationError()
    }
}
