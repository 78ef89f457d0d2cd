import FoundationEssentials
import SafeText

extension TransitionEvent {
    /// What writes and reads the event as JSON can fail with; it never does for an event that
    /// `json()` wrote.
    package enum CodingFailure: Error, Sendable, Equatable {
        /// The event could not be written.
        case notWritten
        /// The bytes are not an event.
        case notAnEvent
    }

    /// The event as JSON: one line, sorted keys, so the same event is always the same bytes.
    ///
    /// Characters that act on a terminal or break a line are written as `\u` escapes. JSON asks
    /// for that below U+0020 only; here it makes the bytes safe to print as they are.
    package func json() throws(CodingFailure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let plain: Data
        do {
            plain = try encoder.encode(self)
        } catch {
            throw .notWritten
        }
        return Array(String(decoding: plain, as: UTF8.self).escapingHazards.utf8)
    }

    /// Reads what `json()` wrote.
    package init(json: [UInt8]) throws(CodingFailure) {
        do {
            self = try JSONDecoder().decode(TransitionEvent.self, from: Data(json))
        } catch {
            throw .notAnEvent
        }
    }
}

extension TransitionData: Encodable {
    /// By hand for one member: a synthesized conformance leaves `previousStatus` out where it is
    /// `nil`, and the event promises `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(pipelineName, forKey: .pipelineName)
        try container.encode(pipelineExecutionId, forKey: .pipelineExecutionId)
        try container.encodeIfPresent(pipelineVersion, forKey: .pipelineVersion)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(statusSummary, forKey: .statusSummary)
        try container.encodeIfPresent(artifactRevisions, forKey: .artifactRevisions)
        try container.encodeIfPresent(variables, forKey: .variables)
        try container.encodeIfPresent(trigger, forKey: .trigger)
        try container.encodeIfPresent(executionMode, forKey: .executionMode)
        try container.encodeIfPresent(executionType, forKey: .executionType)
        try container.encodeIfPresent(rollbackMetadata, forKey: .rollbackMetadata)
        try container.encode(previousStatus, forKey: .previousStatus)
        try container.encode(attempt, forKey: .attempt)
        try container.encode(region, forKey: .region)
        try container.encodeIfPresent(account, forKey: .account)
        try container.encodeIfPresent(consoleURL, forKey: .consoleURL)
    }

    private enum Key: CodingKey {
        case pipelineName, pipelineExecutionId, pipelineVersion, status, statusSummary
        case artifactRevisions, variables, trigger, executionMode, executionType
        case rollbackMetadata, previousStatus, attempt, region, account, consoleURL
    }
}
