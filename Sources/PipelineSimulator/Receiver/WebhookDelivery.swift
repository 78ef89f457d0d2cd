import FoundationEssentials
import SafeText

/// One POST that a webhook receiver got, as it tells it.
package struct WebhookDelivery: Sendable, Equatable, Encodable {
    /// Which POST it is, counted from 1.
    package var number: Int
    /// `webhook-id`; the same in every try of one delivery.
    package var id: String?
    /// Whether a POST of the same id was taken before.
    package var isRepeat: Bool
    package var signature: String
    /// The HTTP status that it got.
    package var answer: Int
    /// What the event says; `nil` where the body is not such a CloudEvent.
    package var event: Event?

    /// What is told of a CloudEvent about a transition.
    package struct Event: Sendable, Equatable, Encodable {
        package var id: String
        package var type: String
        package var pipeline: String
        package var execution: String
        package var previousStatus: String?
        package var status: String
        package var attempt: Int?
    }

    /// The delivery in a line for people, without what could move a terminal's cursor.
    package var text: String {
        var words = ["#\(number)"]
        if let event {
            words += [
                event.pipeline, event.previousStatus ?? "(new)", "→", event.status,
                event.execution,
            ]
            if let attempt = event.attempt, attempt > 1 { words.append("attempt \(attempt)") }
        } else {
            words.append("not a CloudEvent about an execution")
        }
        words.append("signature \(signature)")
        if isRepeat { words.append("again") }
        words.append("answered \(answer)")
        return words.joined(separator: " ").onOneLine
    }

    /// The delivery as one line of JSON, without its newline.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            // Strings and whole numbers are all there is in it, and these always encode.
            preconditionFailure("a delivery does not encode: \(error)")
        }
    }
}

extension WebhookDelivery.Event {
    private struct CloudEvent: Decodable {
        var specversion: String
        var id: String
        var type: String
        var data: EventData
    }

    private struct EventData: Decodable {
        var pipelineName: String
        var pipelineExecutionId: String
        var previousStatus: String?
        var status: String
        var attempt: Int?
    }

    /// Reads a CloudEvent 1.0 in structured mode; `nil` where the body is not one, or not about an
    /// execution.
    init?(body: [UInt8]) {
        let decoder = JSONDecoder()
        guard let event = try? decoder.decode(CloudEvent.self, from: Data(body)),
            event.specversion == "1.0"
        else { return nil }
        self.init(
            id: event.id,
            type: event.type,
            pipeline: event.data.pipelineName,
            execution: event.data.pipelineExecutionId,
            previousStatus: event.data.previousStatus,
            status: event.data.status,
            attempt: event.data.attempt
        )
    }
}
