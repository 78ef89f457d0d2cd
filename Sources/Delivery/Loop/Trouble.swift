import PipelineModel

/// What is wrong with one party and since when, so that it is told once, again when the reason
/// changes, and when it is over.
struct Trouble {
    private struct Ongoing {
        var reason: String
        var since: Instant
        var tries: Int
    }

    private let party: DeliveryReport.Party
    private var ongoing: Ongoing?

    init(of party: DeliveryReport.Party) {
        self.party = party
    }

    var isOngoing: Bool {
        ongoing != nil
    }

    /// Counts a failed try; answers with what is to be told of it.
    mutating func failed(_ reason: String, at now: Instant) -> DeliveryReport.Fact? {
        guard let before = ongoing else {
            ongoing = Ongoing(reason: reason, since: now, tries: 1)
            return .failing(party, reason: reason)
        }
        ongoing = Ongoing(reason: reason, since: before.since, tries: before.tries + 1)
        return reason == before.reason ? nil : .reasonChanged(party, reason: reason)
    }

    /// Ends the trouble, if there is any; answers with what is to be told of that.
    mutating func ended(at now: Instant, waiting: Int? = nil) -> DeliveryReport.Fact? {
        guard let before = ongoing.take() else { return nil }
        let outage = DeliveryReport.Outage(
            failedTries: before.tries,
            lasted: before.since.duration(to: now),
            waiting: waiting
        )
        return .recovered(party, outage)
    }
}
