package import StateStore

/// Tells systemd the last transition, for the `STATUS=` that `systemctl status` shows.
package struct StatusSink: DeliverySink {
    package let name: String
    private let tell: @Sendable (String) -> Void

    /// Makes a sink.
    ///
    /// - Parameters:
    ///   - name: the sink's name.
    ///   - tell: takes one line without its time. What comes of it is not known: a status that
    ///     nobody reads is no failure.
    package init(name: String, tell: @escaping @Sendable (String) -> Void) {
        self.name = name
        self.tell = tell
    }

    package func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure) {
        tell(TextFormat.message(for: try delivery.readEvent()))
    }
}
