package import PipelineModel

/// What names the kind of a journal entry for good: one 128-bit id a status.
///
/// The journal finds entries by it (`journalctl MESSAGE_ID=…`), and the catalog in
/// `systemd/pipewatchd.catalog` explains each. An id is never changed and never used again for
/// something else: searches and alarms outside this project are written against it. Random, as
/// systemd.journal-fields(7) asks.
package enum JournalMessageID {
    /// The `MESSAGE_ID` of the entry for a transition to a status: 32 lower-case hex digits.
    package static func id(for status: ExecutionStatus) -> String {
        switch status {
        case .inProgress: "451b1ecef4564413b18d40a97d92f76b"
        case .stopping: "0a2a51c3646441d8abca652d6bcc431a"
        case .stopped: "cbe7aa3340ec4a12804516a7aade6239"
        case .succeeded: "90923220255e46708c07c41bab9c0437"
        case .superseded: "f2b54a92daaa4679bb16c1d79bb3eb2e"
        case .failed: "821d2723a54e4f0e86725da06dcb861e"
        case .cancelled: "4d4e6b72553645f489c61c46aad503ac"
        case .unknown: "5d3663c9c9e048fdb755977eea4ebc62"
        }
    }
}
