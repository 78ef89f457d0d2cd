import NIOCore
import Synchronization

/// The clock that a simulator plays by: the machine's, or one that a test moves by hand.
package enum SimulatorClock: Sendable {
    case system
    case manual(ManualClock)
}

/// A clock that stands still until it is told to go on.
package final class ManualClock: Sendable {
    private struct State {
        var now = Duration.zero
        var nextNumber = 0
        var due: [Due] = []
    }

    private struct Due {
        var time: Duration
        var number: Int
        var action: @Sendable () -> EventLoopFuture<Void>
    }

    private let state = Mutex(State())

    package init() {}

    /// Since the clock was made.
    package var now: Duration {
        state.withLock { $0.now }
    }

    /// Goes on, and returns when all that falls due on the way has happened: a listener gone, a
    /// piece of a slow answer sent.
    package func advance(by step: Duration) async {
        let end = state.withLock { $0.now + step }
        while let action = takeNext(until: end) {
            // What fails is about a connection that has gone away in the meantime.
            try? await action().get()
        }
        state.withLock { $0.now = max($0.now, end) }
    }

    func schedule(at time: Duration, _ action: @escaping @Sendable () -> EventLoopFuture<Void>) {
        state.withLock { state in
            state.due.append(Due(time: time, number: state.nextNumber, action: action))
            state.nextNumber += 1
        }
    }

    private func takeNext(until end: Duration) -> (@Sendable () -> EventLoopFuture<Void>)? {
        state.withLock { state in
            let next = state.due.indices
                .filter { state.due[$0].time <= end }
                .min {
                    (state.due[$0].time, state.due[$0].number)
                        < (state.due[$1].time, state.due[$1].number)
                }
            guard let next else { return nil }
            let due = state.due.remove(at: next)
            state.now = max(state.now, due.time)
            return due.action
        }
    }
}

/// A clock in use: it reads from zero at the server's start, and does things later.
struct RunningClock: Sendable {
    private let clock: SimulatorClock
    private let started: NIODeadline
    private let manualStart: Duration

    init(_ clock: SimulatorClock) {
        self.clock = clock
        started = .now()
        if case .manual(let manual) = clock {
            manualStart = manual.now
        } else {
            manualStart = .zero
        }
    }

    /// Since the server started.
    var now: Duration {
        switch clock {
        case .system: .nanoseconds((NIODeadline.now() - started).nanoseconds)
        case .manual(let manual): manual.now - manualStart
        }
    }

    /// Does something on an event loop when the clock reads a time; where it already does, with
    /// the clock's next move.
    ///
    /// - Parameters:
    ///   - time: since the server started.
    ///   - loop: where to do it.
    ///   - action: what to do; its future is what a manual clock waits for.
    func at(
        _ time: Duration,
        on loop: any EventLoop,
        _ action: @escaping @Sendable () -> EventLoopFuture<Void>
    ) {
        switch clock {
        case .system:
            let deadline = started + TimeAmount(time)
            loop.scheduleTask(deadline: deadline) { _ = action() }
        case .manual(let manual):
            manual.schedule(at: time + manualStart) { loop.flatSubmit(action) }
        }
    }
}
