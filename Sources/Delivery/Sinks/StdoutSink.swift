package import StateStore
import Glibc

/// Prints each event as one line.
package struct StdoutSink: DeliverySink {
    package enum Format: Sendable, Equatable {
        /// One line for people; see `TextFormat`.
        case text
        /// The event as it was recorded.
        case json
    }

    package let name: String
    private let format: Format
    private let writer: LineWriter
    private let patience: Duration

    /// Makes a sink.
    ///
    /// - Parameters:
    ///   - name: the sink's name.
    ///   - format: what a line holds.
    ///   - writer: writes to standard output; one for all sinks that do.
    ///   - patience: how long a reader may stand still until that counts as a failed try. The line
    ///     is not lost then, and the next try writes the rest of it.
    package init(
        name: String,
        format: Format,
        writer: LineWriter,
        patience: Duration = .seconds(10)
    ) {
        self.name = name
        self.format = format
        self.writer = writer
        self.patience = patience
    }

    package func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure) {
        var line: [UInt8]
        switch format {
        case .text: line = Array(TextFormat.line(for: try delivery.readEvent()).utf8)
        case .json: line = delivery.event
        }
        line.append(0x0A)
        let ticket = LineWriter.Ticket(sink: name, delivery: delivery.id)
        do throws(LineWriter.Failure) {
            try await writer.write(line, for: ticket, patience: patience)
        } catch {
            throw DeliveryFailure(error)
        }
    }
}

extension DeliveryFailure {
    fileprivate init(_ failure: LineWriter.Failure) {
        switch failure {
        case .closed:
            self.init(reason: "standard output is closed", remedy: .closed)
        case .stalled:
            self.init(reason: "standard output is not being read", remedy: .retry(after: nil))
        case .system(let code):
            let words = strerror(code).map { String(cString: $0) } ?? "error \(code)"
            self.init(reason: "standard output: \(words)", remedy: .retry(after: nil))
        case .cancelled:
            self.init(reason: "cancelled", remedy: .retry(after: nil))
        }
    }
}
