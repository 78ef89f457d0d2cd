package import StateStore

/// Somebody to tell: takes one event at a time, or says why not and what to do then.
package protocol DeliverySink: Sendable {
    /// The config's name for the sink, under which the outbox keeps its rows.
    var name: String { get }

    /// Hands the event over; returns once the sink has taken it.
    ///
    /// A sink may be given an event that it had before: after a crash between taking it and
    /// recording that.
    ///
    /// - Parameter delivery: the row of the outbox, with the event's bytes.
    /// - Throws: `DeliveryFailure` where the sink did not take it.
    func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure)
}

/// Why a sink did not take an event, and what follows from it.
package struct DeliveryFailure: Error, Sendable, Equatable {
    package enum Remedy: Sendable, Equatable {
        /// The same event again, after the usual wait, or later where the sink asked for that.
        case retry(after: Duration?)
        /// The same event again, but dead once it has been refused like this so often in a row.
        case giveUp(afterTries: Int)
        /// Nobody is there any more: no try makes sense in this process.
        case closed
    }

    /// What happened, in a line for people; holds no secret.
    package var reason: String
    package var remedy: Remedy

    package init(reason: String, remedy: Remedy) {
        self.reason = reason
        self.remedy = remedy
    }
}

extension PendingDelivery {
    /// The event that its bytes hold, for a sink that renders it in another format.
    func readEvent() throws(DeliveryFailure) -> TransitionEvent {
        do throws(TransitionEvent.CodingFailure) {
            return try TransitionEvent(json: event)
        } catch {
            throw DeliveryFailure(
                reason: "the recorded event is not readable",
                remedy: .giveUp(afterTries: 1)
            )
        }
    }
}
