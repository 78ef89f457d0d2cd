import FoundationEssentials
import NIOCore
import Synchronization

/// Answers requests: everything of the service but its sockets.
final class ServiceEndpoint: Sendable {
    let clock: RunningClock
    let scenario: Scenario
    let wallClock: @Sendable () -> Date
    /// Called when the scenario's clock starts, with the server's time.
    private let onStart: @Sendable (Duration) -> Void
    private let record: RequestRecord
    private let state: Mutex<State>

    private struct State {
        var player: ScenarioPlayer
        /// The server's time at which the scenario's clock started.
        var started: Duration?
        /// Queries by the bytes that asked for them: a client that polls asks the same again.
        var queries: [ByteBuffer: ExecutionQuery] = [:]
        /// Each finishes when the story is over.
        var awaitingEnd: [AsyncStream<Never>.Continuation] = []
    }

    /// How many different requests are remembered.
    private static let mostQueries = 32_768

    init(
        _ scenario: Scenario,
        clock: RunningClock,
        wallClock: @escaping @Sendable () -> Date,
        record: RequestRecord,
        onStart: @escaping @Sendable (Duration) -> Void
    ) {
        self.clock = clock
        self.scenario = scenario
        self.wallClock = wallClock
        self.record = record
        self.onStart = onStart
        state = Mutex(State(player: ScenarioPlayer(scenario)))
    }

    /// Starts the scenario's clock, unless it runs.
    func start() {
        let now = clock.now
        let isFirst = state.withLock { state in
            guard state.started == nil else { return false }
            state.started = now
            return true
        }
        if isFirst { onStart(now) }
    }

    /// The answer to a request, which is put on record.
    func answer(
        _ request: WholeRequest,
        requestID: String,
        checkingWith checker: inout SignatureChecker
    ) -> Answer {
        let now = clock.now
        var entry = RecordedRequest(
            time: Double(now.components.seconds) + Double(now.components.attoseconds) * 1e-18,
            operation: RequestReading.operation(of: request.head),
            answer: "",
            requestID: requestID
        )
        let answer: Answer
        do throws(ServiceError) {
            try RequestReading.checkOperation(of: request.head)
            try check(request, now: now, with: &checker, entry: &entry)
            let query = try query(in: request.body)
            entry.pipeline = query.pipelineName
            entry.execution = query.executionID
            start()
            answer = play(query, now: now)
        } catch {
            answer = Answer(.error(error))
        }
        entry.answer = answer.name
        entry.httpStatus = answer.httpStatus
        record.add(entry)
        return answer
    }

    private func check(
        _ request: WholeRequest,
        now: Duration,
        with checker: inout SignatureChecker,
        entry: inout RecordedRequest
    ) throws(ServiceError) {
        do {
            try checker.check(request, now: wallClock(), at: scenarioTime(now))
            entry.signature = "valid"
        } catch {
            entry.signature = error.code
            throw error
        }
    }

    private func query(in body: ByteBuffer) throws(ServiceError) -> ExecutionQuery {
        if let known = state.withLock({ $0.queries[body] }) { return known }
        let query = try RequestReading.query(in: body)
        state.withLock { state in
            if state.queries.count >= Self.mostQueries { state.queries = [:] }
            state.queries[body] = query
        }
        return query
    }

    private func play(_ query: ExecutionQuery, now: Duration) -> Answer {
        let (answer, awaitingEnd) = state.withLock { state in
            let answer = state.player.answer(
                to: query,
                at: max(.zero, now - (state.started ?? now))
            )
            guard state.player.untold == 0 else {
                return (answer, [AsyncStream<Never>.Continuation]())
            }
            defer { state.awaitingEnd = [] }
            return (answer, state.awaitingEnd)
        }
        for waiting in awaitingEnd { waiting.finish() }
        return answer
    }

    /// Returns once every execution has been told with its last state, or the task is cancelled.
    func end() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let isOver = state.withLock { state in
            guard state.player.untold > 0 else { return true }
            state.awaitingEnd.append(continuation)
            return false
        }
        if isOver { continuation.finish() }
        for await _ in stream {}
    }

    /// Whether nobody listens at the moment.
    var isClosed: Bool {
        let time = scenarioTime(clock.now)
        return state.withLock { $0.player.isClosed(at: time) }
    }

    var outageBounds: [Duration] {
        state.withLock { $0.player.outageBounds }
    }

    /// The scenario's time; zero until its clock starts.
    private func scenarioTime(_ now: Duration) -> Duration {
        let started = state.withLock { $0.started }
        return max(.zero, now - (started ?? now))
    }
}
