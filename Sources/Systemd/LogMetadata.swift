import Logging

/// Everything that a log event says beyond its message: a list sorted by key, so that the same
/// event always reads the same.
struct LogMetadata {
    let pairs: [(key: String, text: String)]

    /// Puts together what the handler, its provider and the event bring; the later wins.
    ///
    /// An error goes under `error`, unless the event has such a key itself.
    init(
        handler: Logger.Metadata,
        provider: Logger.MetadataProvider?,
        event: LogEvent
    ) {
        var all = handler
        if let provider {
            all.merge(provider.get()) { $1 }
        }
        if let error = event.error {
            all["error"] = .string("\(error)")
        }
        if let own = event.metadata {
            all.merge(own) { $1 }
        }
        pairs = all.sorted { $0.key < $1.key }.map { ($0.key, Self.text(of: $0.value)) }
    }

    private static func text(of value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text):
            text
        case .stringConvertible(let value):
            value.description
        case .array(let values):
            "[" + values.map(text(of:)).joined(separator: ", ") + "]"
        case .dictionary(let values):
            "{"
                + values.sorted { $0.key < $1.key }
                .map { "\($0.key): \(text(of: $0.value))" }
                .joined(separator: ", ") + "}"
        }
    }
}
