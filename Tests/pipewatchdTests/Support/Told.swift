import Foundation

/// A transition as somebody was told it.
struct Told: Sendable, Hashable {
    var execution: String
    var status: String
    var previousStatus: String?
    var attempt: Int
}

extension Told {
    /// Reads a line of the `stdout` sink in its `text` format.
    init?(text line: String) {
        let form =
            #/
            \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\ web\ (?<status>\w+)
            \ \((was\ (?<previous>\w+)|first\ seen)\)(,\ attempt\ (?<attempt>\d+))?
            ,\ execution\ (?<execution>[0-9a-f-]{36}),\ https://\S+
            /#
        guard let match = line.wholeMatch(of: form) else { return nil }
        self.init(
            execution: String(match.execution),
            status: String(match.status),
            previousStatus: match.previous.map(String.init),
            attempt: match.attempt.flatMap { Int($0) } ?? 1
        )
    }
}

/// An event as the `json` format and webhooks carry it.
struct ToldEvent: Sendable {
    var id: String
    var told: Told

    init?(json: String) {
        guard let event = try? JSONDecoder().decode(Event.self, from: Data(json.utf8)) else {
            return nil
        }
        id = event.id
        told = Told(
            execution: event.data.pipelineExecutionId,
            status: event.data.status,
            previousStatus: event.data.previousStatus,
            attempt: event.data.attempt
        )
    }

    private struct Event: Decodable {
        var id: String
        var data: EventData
    }

    private struct EventData: Decodable {
        var pipelineExecutionId: String
        var status: String
        var previousStatus: String?
        var attempt: Int
    }
}

extension Sequence<Told> {
    /// What was told of each execution, in order.
    var byExecution: [String: [Told]] {
        Dictionary(grouping: self, by: \.execution)
    }
}
