import SafeText
package import StateStore

/// What takes entries for the systemd journal.
package protocol JournalWriting: Sendable {
    /// Sends one entry.
    ///
    /// - Parameter fields: names as systemd.journal-fields(7) allows them, and their values, in
    ///   which any byte may occur: the form on the wire must not end a value at a newline.
    /// - Throws: where the journal does not take the entry now.
    func send(fields: [(name: String, value: [UInt8])]) throws
}

/// Writes each event as one entry of the systemd journal; see `JournalFields`.
package struct JournaldSink: DeliverySink {
    package let name: String
    private let journal: any JournalWriting

    package init(name: String, journal: any JournalWriting) {
        self.name = name
        self.journal = journal
    }

    package func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure) {
        let fields = JournalFields.fields(for: try delivery.readEvent())
        do {
            try journal.send(fields: fields.map { ($0.name, Array($0.value.utf8)) })
        } catch {
            let why = String(describing: error).onOneLine.shortened(toCharacters: 200)
            throw DeliveryFailure(reason: "the journal: \(why)", remedy: .retry(after: nil))
        }
    }
}
