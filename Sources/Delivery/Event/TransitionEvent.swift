package import PipelineModel

/// A transition as it is told: a CloudEvents 1.0 event in structured mode.
///
/// This is what the outbox keeps, what a `cloudevents` webhook posts and what `stdout` `json`
/// prints. Every other format is rendered from the event that was read back, so that all sinks
/// tell the same, and a later try tells what the first one did. The members have their names on
/// the wire.
package struct TransitionEvent: Sendable, Equatable, Codable {
    /// The version of the CloudEvents specification: `1.0`.
    package var specversion: String
    /// Unique for the fact that is told; see `EventID`.
    package var id: String
    /// `codepipeline.execution.` and the status in lower case.
    package var type: String
    /// The pipeline: `//codepipeline.<region>.amazonaws.com/<pipeline>`.
    package var source: String
    /// The id of the execution.
    package var subject: String
    /// When the transition was seen, in RFC 3339 with milliseconds, in UTC.
    package var time: String
    /// The media type of `data`: `application/json`.
    package var datacontenttype: String
    package var data: TransitionData

    /// The event that tells a transition.
    package init(_ transition: Transition) {
        let key = transition.key
        specversion = "1.0"
        id = EventID.of(transition)
        type = "codepipeline.execution." + Self.typeSuffix(of: transition.status)
        source =
            "//codepipeline.\(key.connection.region).amazonaws.com/\(key.pipelineName.percentEncoded)"
        subject = key.executionID
        time = RFC3339.string(transition.observedAt)
        datacontenttype = "application/json"
        data = TransitionData(transition, consoleURL: ConsoleLink.url(for: key))
    }

    /// The status in lower case, of which only ASCII letters and digits are kept: CloudEvents asks
    /// for a type that names a kind of event, and a status not known yet may be any text.
    private static func typeSuffix(of status: ExecutionStatus) -> String {
        let suffix = status.rawValue.lowercased().unicodeScalars.filter { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return suffix.isEmpty ? "unknown" : String(String.UnicodeScalarView(suffix))
    }
}
