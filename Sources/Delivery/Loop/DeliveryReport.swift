/// What a delivery loop has to say about its own work; `text` puts it in words.
package struct DeliveryReport: Sendable, Equatable {
    /// Who fails.
    package enum Party: Sendable, Equatable {
        case sink
        case outbox
    }

    package enum Fact: Sendable, Equatable {
        /// A try failed, and the one before had not.
        case failing(Party, reason: String)
        /// A try failed for another reason than the one before.
        case reasonChanged(Party, reason: String)
        /// It works again.
        case recovered(Party, Outage)
        /// An event was set aside as dead.
        case gaveUp(eventID: String, reason: String)
        /// Nobody is there any more, and the loop ends.
        case closed(reason: String)
    }

    /// What lies behind a recovery.
    package struct Outage: Sendable, Equatable {
        package var failedTries: Int
        /// From the first failed try to the recovery.
        package var lasted: Duration
        /// How many events waited for the sink at its end, counted up to `countedWaiting`; `nil`
        /// where that is not known.
        package var waiting: Int?

        package static let countedWaiting = 100

        package init(failedTries: Int, lasted: Duration, waiting: Int? = nil) {
            self.failedTries = failedTries
            self.lasted = lasted
            self.waiting = waiting
        }
    }

    /// The name of the sink whose loop reports.
    package var sink: String
    package var fact: Fact

    package init(sink: String, fact: Fact) {
        self.sink = sink
        self.fact = fact
    }
}
