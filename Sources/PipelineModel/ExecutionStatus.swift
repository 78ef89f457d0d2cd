/// The status of a pipeline execution, by AWS's names.
///
/// Source: `PipelineExecutionStatus` in the CodePipeline API reference (API version 2015-07-09).
/// AWS adds values to its enumerations, so a name that is not known here is carried through.
package enum ExecutionStatus: Sendable, Hashable {
    case inProgress
    case stopping
    case stopped
    case succeeded
    case superseded
    case failed
    case cancelled
    /// A status that this version does not know, by its own name.
    case unknown(String)

    /// The seven statuses of the API reference.
    package static let known: [ExecutionStatus] = [
        .inProgress, .stopping, .stopped, .succeeded, .superseded, .failed, .cancelled,
    ]

    /// Whether the execution has ended with this status.
    ///
    /// A stage of a Failed or Stopped execution can be retried, which makes the same execution
    /// InProgress again. A status that is not known is taken as not final, so it is polled on.
    package var isFinal: Bool {
        switch self {
        case .succeeded, .failed, .stopped, .superseded, .cancelled: true
        case .inProgress, .stopping, .unknown: false
        }
    }
}

extension ExecutionStatus: RawRepresentable {
    package init(rawValue: String) {
        switch rawValue {
        case "InProgress": self = .inProgress
        case "Stopping": self = .stopping
        case "Stopped": self = .stopped
        case "Succeeded": self = .succeeded
        case "Superseded": self = .superseded
        case "Failed": self = .failed
        case "Cancelled": self = .cancelled
        default: self = .unknown(rawValue)
        }
    }

    package var rawValue: String {
        switch self {
        case .inProgress: "InProgress"
        case .stopping: "Stopping"
        case .stopped: "Stopped"
        case .succeeded: "Succeeded"
        case .superseded: "Superseded"
        case .failed: "Failed"
        case .cancelled: "Cancelled"
        case .unknown(let name): name
        }
    }
}
