/// When the summary is shown: on a change, and no more often than once a second.
package struct SummaryDisplay: Sendable {
    private static let interval: Duration = .seconds(1)

    private var shown: (summary: WatchSummary, at: Instant)?

    package init() {}

    /// Whether to show a summary now, and otherwise when to come back for it.
    package enum Verdict: Sendable, Equatable {
        case show
        /// Nothing changed that is worth a wake-up.
        case leave
        case comeBack(at: Instant)
    }

    package mutating func offer(_ summary: WatchSummary, at now: Instant) -> Verdict {
        guard let last = shown else {
            shown = (summary, now)
            return .show
        }
        guard summary != last.summary else { return .leave }
        let earliest = last.at.advanced(by: Self.interval)
        if earliest <= now {
            shown = (summary, now)
            return .show
        }
        // The time of the next poll alone is not worth a wake-up.
        var sameButTime = summary
        sameButTime.nextPollAt = last.summary.nextPollAt
        return sameButTime == last.summary ? .leave : .comeBack(at: earliest)
    }
}
