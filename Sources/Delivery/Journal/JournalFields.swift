import PipelineModel
import SafeText

/// The event as fields of a journal entry.
enum JournalFields {
    /// The entry's fields, in the order to send them.
    ///
    /// What the event does not have is left out: `PIPEWATCHD_PREVIOUS_STATUS` on first sight,
    /// `PIPEWATCHD_ACCOUNT` for the default connection, `PIPEWATCHD_CONSOLE_URL` without a link.
    /// Values are free of control characters, with which `journalctl -o json` would show them as
    /// arrays of bytes.
    static func fields(for event: TransitionEvent) -> [(name: String, value: String)] {
        let data = event.data
        let status = ExecutionStatus(rawValue: data.status)
        let fields: [(name: String, value: String?)] = [
            ("MESSAGE", TextFormat.message(for: event)),
            ("PRIORITY", String(priority(of: status))),
            ("MESSAGE_ID", JournalMessageID.id(for: status)),
            ("SYSLOG_IDENTIFIER", "pipewatchd"),
            ("PIPEWATCHD_PIPELINE", data.pipelineName),
            ("PIPEWATCHD_EXECUTION_ID", data.pipelineExecutionId),
            ("PIPEWATCHD_STATUS", data.status),
            ("PIPEWATCHD_PREVIOUS_STATUS", data.previousStatus),
            ("PIPEWATCHD_ATTEMPT", String(data.attempt)),
            ("PIPEWATCHD_REGION", data.region),
            ("PIPEWATCHD_ACCOUNT", data.account),
            ("PIPEWATCHD_EVENT_ID", event.id),
            ("PIPEWATCHD_CONSOLE_URL", data.consoleURL),
        ]
        return fields.compactMap { name, value in
            value.map { (name, $0.onOneLine.shortened(toCharacters: 2000)) }
        }
    }

    /// The syslog level (RFC 5424) that `journalctl -p` selects by.
    static func priority(of status: ExecutionStatus) -> Int {
        switch status {
        case .failed: 3
        case .stopped, .cancelled: 4
        case .succeeded: 5
        case .inProgress, .stopping, .superseded, .unknown: 6
        }
    }
}
