import FoundationEssentials
import PipelineModel

extension WatchSummary {
    /// Such as `Watching 3 executions, 1 running, 2 ended; next poll at 22:41:50Z`.
    var text: String {
        var parts = [
            "Watching \(watched) \(watched == 1 ? "execution" : "executions"), \(running) running"
        ]
        if retired > 0 {
            parts[0] += ", \(retired) over"
        }
        if let nextPollAt {
            parts.append("next poll at \(nextPollAt.timeOfDay)")
        } else if watched == 0 {
            parts.append("nothing left to poll")
        } else {
            parts.append("polling now")
        }
        return parts.joined(separator: "; ")
    }

    /// What now holds the watch back.
    var troubleTexts: [String] {
        var texts: [String] = []
        if let recordingFailure {
            texts.append("cannot keep what was seen: \(recordingFailure)")
        }
        if let trouble {
            let more = troubles > 1 ? " (and \(troubles - 1) more troubles)" : ""
            texts.append(
                """
                \(trouble.scope.text) since \(trouble.since.timeOfDay): \
                \(trouble.failure.text)\(more)
                """
            )
        }
        if let shortfall {
            texts.append(shortfall.text)
        }
        return texts
    }
}

extension Timestamp {
    /// The time of the day in UTC, to the second, such as `22:41:50Z`.
    fileprivate var timeOfDay: String {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt).time(includingFractionalSeconds: false)
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(style) + "Z"
    }
}
