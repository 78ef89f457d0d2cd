import PipelineModel
import SafeText

extension DeliveryReport {
    /// The report as a sentence for a log, without a full stop.
    ///
    /// Reasons are untrusted where a server or the system had a part in them, so the sentence is
    /// made safe to print.
    package var text: String {
        "\(subject) \(predicate)".onOneLine.shortened(toCharacters: 500)
    }

    private var subject: String {
        switch fact {
        case .failing(.outbox, _), .reasonChanged(.outbox, _), .recovered(.outbox, _):
            "the state file, as the sink \(sink) needs it,"
        case .failing(.sink, _), .reasonChanged(.sink, _), .recovered(.sink, _), .gaveUp, .closed:
            "the sink \(sink)"
        }
    }

    private var predicate: String {
        switch fact {
        case .failing(_, let reason):
            "fails and will be tried again: \(reason)"
        case .reasonChanged(_, let reason):
            "still fails, now for another reason: \(reason)"
        case .recovered(_, let outage):
            "works again after \(outage.text)"
        case .gaveUp(let eventID, let reason):
            "refuses the event \(eventID), which is set aside: \(reason)"
        case .closed(let reason):
            "is gone: \(reason)"
        }
    }
}

extension DeliveryReport.Outage {
    /// Such as `3 failed tries in 7 s; 12 events waited`.
    fileprivate var text: String {
        let tries = failedTries == 1 ? "1 failed try" : "\(failedTries) failed tries"
        let start = "\(tries) in \(lasted.spoken)"
        switch waiting {
        case nil, 0: return start
        case 1: return "\(start); 1 event waited"
        case let count? where count >= Self.countedWaiting:
            return "\(start); \(count) events or more waited"
        case let count?: return "\(start); \(count) events waited"
        }
    }
}

extension Duration {
    /// The duration in its two largest units: `0 s`, `1 min 5 s`, `2 h 3 min`, `3 d 4 h`.
    fileprivate var spoken: String {
        let seconds = max(components.seconds, 0)
        let units = [
            (seconds / 86_400, "d"),
            (seconds / 3600 % 24, "h"),
            (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        let relevant = units.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
        return relevant.isEmpty ? "0 s" : relevant.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
