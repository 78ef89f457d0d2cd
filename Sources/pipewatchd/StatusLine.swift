import PipelineModel
import Synchronization
import Systemd

/// What `systemctl status` shows of the daemon: how the watch stands, and after it the trouble
/// that holds it back or the last transition.
final class StatusLine: Sendable {
    private struct Parts {
        var summary: WatchSummary?
        var lastTransition: String?
        var failingSinks: [String: String] = [:]
        var sent: String?
    }

    private let parts = Mutex(Parts())
    private let send: @Sendable (String) -> Void

    /// - Parameter send: takes the whole line to the service manager.
    init(send: @escaping @Sendable (String) -> Void) {
        self.send = send
    }

    func show(_ summary: WatchSummary) {
        change { $0.summary = summary }
    }

    func show(lastTransition: String) {
        change { $0.lastTransition = lastTransition }
    }

    /// Shows why a sink fails; `nil` once it works again.
    func show(failure: String?, of sink: String) {
        change { $0.failingSinks[sink] = failure }
    }

    private func change(_ body: (inout Parts) -> Void) {
        parts.withLock { parts in
            body(&parts)
            guard let line = Self.line(of: parts), line != parts.sent else { return }
            parts.sent = line
            // Under the lock, so that an older line never follows a newer one.
            send(line)
        }
    }

    private static func line(of parts: Parts) -> String? {
        guard let summary = parts.summary else { return nil }
        let sinks = parts.failingSinks.sorted { $0.key < $1.key }.map(\.value)
        let troubles = summary.troubleTexts + sinks
        guard troubles.isEmpty else {
            return ([summary.text] + troubles).joined(separator: "; ")
        }
        return [summary.text, parts.lastTransition.map { "last: \($0)" }]
            .compactMap { $0 }.joined(separator: "; ")
    }
}
