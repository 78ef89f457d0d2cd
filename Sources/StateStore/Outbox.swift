package import PipelineModel

/// The deliveries that still have to be made: a row for each event and sink, kept until the sink
/// took it.
package protocol Outbox: Sendable {
    /// The deliveries that wait for a sink, the oldest first.
    func pending(for sink: String, limit: Int) async throws(StateFailure) -> [PendingDelivery]

    /// Forgets a delivery, because the sink took it.
    func delivered(_ delivery: PendingDelivery.ID) async throws(StateFailure)

    /// Counts a try that failed, and keeps why.
    func failed(_ delivery: PendingDelivery.ID, reason: String) async throws(StateFailure)

    /// Sets a delivery aside as dead: it is kept and shown, and not tried again by itself.
    func bury(_ delivery: PendingDelivery.ID, reason: String) async throws(StateFailure)
}

/// One event that waits for one sink.
package struct PendingDelivery: Sendable, Equatable, Identifiable {
    /// Grows in the order in which transitions were recorded.
    package var id: Int64
    package var sink: String
    package var eventID: String
    /// The event as it was recorded: a CloudEvent in JSON. The same bytes at every try.
    package var event: [UInt8]
    /// When the transition was recorded.
    package var recordedAt: Timestamp
    /// How many tries have failed.
    package var failedAttempts: Int

    package init(
        id: Int64,
        sink: String,
        eventID: String,
        event: [UInt8],
        recordedAt: Timestamp,
        failedAttempts: Int = 0
    ) {
        self.id = id
        self.sink = sink
        self.eventID = eventID
        self.event = event
        self.recordedAt = recordedAt
        self.failedAttempts = failedAttempts
    }
}

/// Why the state file could not be used.
package struct StateFailure: Error, Sendable, Equatable {
    package enum Kind: Sendable, Hashable {
        /// No space left on the device.
        case full
        /// The file or its directory cannot be written.
        case readOnly
        /// Another process holds the file.
        case locked
        /// The content is not what SQLite or this program wrote.
        case damaged
        /// Written by a newer version of this program.
        case tooNew
        /// Anything else that SQLite reports.
        case other
    }

    package var kind: Kind
    /// What SQLite or the system said.
    package var message: String

    package init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }
}
