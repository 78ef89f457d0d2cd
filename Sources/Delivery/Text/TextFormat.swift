import SafeText

/// The event as one line for people.
///
/// It is read at a glance and by a tired reader: the pipeline and its new status come first, what
/// tells one incident from another next, the long names that are only copied last.
package enum TextFormat {
    /// The line without its time, as the journal's `MESSAGE` and systemd's `STATUS=` have it.
    ///
    ///     web Failed (was InProgress), attempt 2, summary "…", commit 1a2b3c4d "Fix the login",
    ///     execution 3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f, https://…
    ///
    /// One line, free of control characters, whatever the event holds.
    package static func message(for event: TransitionEvent) -> String {
        let data = event.data
        let previous = data.previousStatus.map { "was \(PlainText.word($0))" } ?? "first seen"
        var parts = [
            "\(PlainText.word(data.pipelineName)) \(PlainText.word(data.status)) (\(previous))"
        ]
        if data.attempt > 1 {
            parts.append("attempt \(data.attempt)")
        }
        if let account = data.account {
            parts.append("account \(PlainText.word(account))")
        }
        if let summary = data.statusSummary, !summary.allSatisfy(\.isWhitespace) {
            parts.append("summary \(PlainText.quoted(summary, limit: 200))")
        }
        if let revision = RevisionText.text(for: data.artifactRevisions ?? []) {
            parts.append(revision)
        }
        if let target = data.rollbackMetadata?.rollbackTargetPipelineExecutionId {
            parts.append("rollback to \(PlainText.word(target))")
        }
        parts.append("execution \(PlainText.word(data.pipelineExecutionId))")
        if let link = data.consoleURL {
            parts.append(link.onOneLine.shortened(toCharacters: 1000))
        }
        return parts.joined(separator: ", ")
    }

    /// The line with its time, to the second, as `stdout` `text` prints it; without a newline.
    package static func line(for event: TransitionEvent) -> String {
        let time = RFC3339.wholeSeconds(event.time).onOneLine.shortened(toCharacters: 32)
        return "\(time) \(message(for: event))"
    }
}
