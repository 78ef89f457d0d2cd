import Foundation

/// A config file, with intervals as short as they may be.
struct DaemonConfig: Encodable, Sendable {
    struct Connection: Encodable, Sendable {
        var region: String? = "eu-west-1"
        var endpoint: String
    }

    struct Watch: Encodable, Sendable {
        var pipeline: String
        var executions: [String]
    }

    struct Polling: Encodable, Sendable {
        var minInterval = "20ms"
        var maxInterval = "40ms"
        var requestsPerSecond = 100
        var timeout = "10s"
    }

    struct Reference: Encodable, Sendable {
        var env: String
    }

    struct Sink: Encodable, Sendable {
        var sink: String
        var name: String?
        var format: String?
        var url: Reference?
        var secret: Reference?
        var headers: [String: Reference]?
        var timeout: String?

        static let text = Sink(sink: "stdout")
        static let json = Sink(sink: "stdout", format: "json")
        static let systemd = Sink(sink: "systemd")
        /// A webhook whose URL and secret are in the environment that a `Home` gives.
        static let webhook = Sink(
            sink: "webhook",
            name: "ops",
            url: Reference(env: "WEBHOOK_URL"),
            secret: Reference(env: "WEBHOOK_SECRET"),
            timeout: "2s"
        )
    }

    struct StateFile: Encodable, Sendable {
        var path: String
    }

    var aws: Connection
    var watch: [Watch]
    var polling = Polling()
    var notify: [Sink]
    var state: StateFile

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
