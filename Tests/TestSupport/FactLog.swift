import Synchronization

/// What has happened, in order: a test awaits the facts that it needs, and no time.
package final class FactLog<Fact: Sendable>: Sendable {
    private struct State {
        var facts: [Fact] = []
        var isOver = false
        var waiting: [Waiting] = []
    }

    private struct Waiting {
        var isEnough: @Sendable ([Fact]) -> Bool
        var continuation: AsyncStream<[Fact]>.Continuation
    }

    /// What was awaited can happen no more, or the test's time is up.
    package struct Missing: Error, CustomStringConvertible {
        package var description: String
    }

    private let state = Mutex(State())

    package init() {}

    /// What has happened so far.
    package var all: [Fact] {
        state.withLock { $0.facts }
    }

    package func add(_ fact: Fact) {
        state.withLock { state in
            state.facts.append(fact)
            state.waiting.removeAll { waiting in
                guard waiting.isEnough(state.facts) else { return false }
                waiting.continuation.yield(state.facts)
                waiting.continuation.finish()
                return true
            }
        }
    }

    /// Nothing more will happen.
    package func finish() {
        state.withLock { state in
            state.isOver = true
            for waiting in state.waiting { waiting.continuation.finish() }
            state.waiting = []
        }
    }

    /// Waits until enough has happened.
    ///
    /// - Parameter isEnough: asked at once, and again after each fact.
    /// - Returns: all facts at the moment at which it was enough.
    /// - Throws: `Missing`, with what there was instead.
    @discardableResult
    package func wait(
        until isEnough: @escaping @Sendable ([Fact]) -> Bool
    ) async throws -> [Fact] {
        let (stream, continuation) = AsyncStream.makeStream(of: [Fact].self)
        let already = state.withLock { state -> [Fact]? in
            if isEnough(state.facts) { return state.facts }
            if state.isOver {
                continuation.finish()
            } else {
                state.waiting.append(Waiting(isEnough: isEnough, continuation: continuation))
            }
            return nil
        }
        if let already { return already }
        for await facts in stream { return facts }
        throw Missing(
            description: "\(Task.isCancelled ? "no time left" : "it is over"), after \(all)"
        )
    }

    /// Waits for the first fact that is meant, whether it is there already or still to come.
    ///
    /// - Throws: `Missing`, with what there was instead.
    @discardableResult
    package func first(where isMeant: @escaping @Sendable (Fact) -> Bool) async throws -> Fact {
        let facts = try await wait { $0.contains(where: isMeant) }
        guard let fact = facts.first(where: isMeant) else {
            throw Missing(description: "\(facts)")
        }
        return fact
    }

    /// Waits for so many facts.
    ///
    /// - Throws: `Missing`, with what there was instead.
    @discardableResult
    package func wait(count: Int) async throws -> [Fact] {
        try await wait { $0.count >= count }
    }

    /// Waits until nothing more can happen.
    ///
    /// - Returns: all that has.
    package func end() async -> [Fact] {
        // That it never comes is what is awaited.
        _ = try? await wait { _ in false }
        return all
    }
}
