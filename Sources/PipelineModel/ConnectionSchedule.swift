/// The polls of one connection: what is due when, and what may leave now.
package struct ConnectionSchedule: Sendable {
    /// How many polls of a connection may be on the way at once.
    ///
    /// HTTP/1.1 needs a socket for each.
    package static let mostInFlight = 50
    /// So many failures in a row are taken for an outage, which single polls probe.
    private static let outage = 3
    /// A service that asks to be left alone for longer is asked again after this.
    private static let longestRetryAfter: Duration = .seconds(15 * 60)

    /// What keeps a poll that is due from leaving.
    package enum Hold: Sendable, Equatable {
        case requestBudget(until: Instant)
        case pause(until: Instant)
        /// The answer of a poll on the way ends it.
        case inFlight
    }

    package let connection: ConnectionID
    package var plan = PollPlan()
    package var budget: RequestBudget
    package var inFlight = 0
    /// How often the intervals ask for a request, in requests for 10⁶ seconds: whole numbers, so
    /// that adding and taking away leaves no rest.
    package var demand: Int64 = 0
    package var isBehind = false

    private var failuresInARow = 0
    private var pausedUntil: Instant?
    private var askedToWaitUntil: Instant?
    private var cutAt: Instant?
    private var jitter: Jitter

    package init(connection: ConnectionID, requestsPerSecond: Double) {
        self.connection = connection
        budget = RequestBudget(requestsPerSecond: requestsPerSecond)
        jitter = Jitter(name: connection.region + (connection.account ?? ""))
    }

    /// The requests in 10⁶ seconds that one execution asks for at an interval in nanoseconds.
    package static func demand(ofInterval interval: Int64) -> Int64 {
        1_000_000_000_000_000 / max(1, interval)
    }

    /// Whether so many polls failed in a row that the connection counts as down.
    package var isDown: Bool {
        failuresInARow >= Self.outage
    }

    /// What keeps a due poll from leaving now; `nil` where nothing does.
    package func hold(at now: Instant) -> Hold? {
        if inFlight >= (isDown ? 1 : Self.mostInFlight) { return .inFlight }
        if let until = [pausedUntil, askedToWaitUntil].compactMap({ $0 }).max(), until > now {
            return .pause(until: until)
        }
        let available = budget.availableAt
        return available > now ? .requestBudget(until: available) : nil
    }

    /// A poll leaves.
    package mutating func sent(at now: Instant) {
        inFlight += 1
        budget.spend(at: now)
    }

    /// A poll was answered.
    package mutating func succeeded(at now: Instant) {
        failuresInARow = 0
        pausedUntil = nil
        budget.succeeded(at: now)
    }

    /// A poll failed for a reason that speaks of the connection rather than of the execution.
    package mutating func failed(_ failure: PollFailure, pacing: PollPacing, at now: Instant) {
        if failure.kind == .throttled {
            // One cut for all the polls that one throttle hit.
            if cutAt.map({ $0.duration(to: now) >= .seconds(1) }) ?? true {
                budget.throttled(at: now)
                cutAt = now
            }
            if let retryAfter = failure.retryAfter {
                let until = now.advanced(by: min(retryAfter, Self.longestRetryAfter))
                askedToWaitUntil = max(askedToWaitUntil ?? until, until)
            }
        }
        // What was on the way when the pause began tells nothing new.
        if let pausedUntil, now < pausedUntil { return }
        failuresInARow += 1
        guard isDown else { return }
        let wait = pacing.afterFailure(failuresInARow - Self.outage + 1, random: jitter.next())
        pausedUntil = now.advanced(by: .nanoseconds(wait))
    }

    /// The wait before an execution is polled again after a failure, in nanoseconds.
    package static func wait(
        after failure: PollFailure,
        failures: Int,
        pacing: PollPacing,
        random: UInt64
    ) -> Int64 {
        let asked = failure.retryAfter.map { min($0, longestRetryAfter).wholeNanoseconds } ?? 0
        return max(asked, pacing.afterFailure(failures, random: random))
    }
}
