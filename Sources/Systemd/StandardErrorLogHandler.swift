package import Logging
import SafeText

/// Writes log messages for people: `<level>: message (key=value …)`, one line each.
///
/// Whatever a message or a value holds, it stays on its line and is not obeyed by a terminal:
/// control characters are escaped. A value with a space in it, or with what delimits values, is
/// put in quotes.
package struct StandardErrorLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let output: StandardError
    private let timestamps: (@Sendable () -> String)?

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - logLevel: messages below it are dropped.
    ///   - timestamps: what to put first in each line, and a space after it; nothing unless given,
    ///     because whatever collects stderr has its own clock.
    ///   - output: where the lines go.
    package init(
        logLevel: Logger.Level = .info,
        timestamps: (@Sendable () -> String)? = nil,
        output: StandardError = StandardError()
    ) {
        self.logLevel = logLevel
        self.timestamps = timestamps
        self.output = output
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let extra = LogMetadata(handler: metadata, provider: metadataProvider, event: event)
        var line = timestamps.map { $0() + " " } ?? ""
        line += "\(event.level): \(event.message)".escapingHazards
        if !extra.pairs.isEmpty {
            let pairs = extra.pairs.map {
                "\($0.key.escapingHazards)=\(Self.quoted($0.text.escapingHazards))"
            }
            line += " (" + pairs.joined(separator: " ") + ")"
        }
        output.write(line: line)
    }

    private static func quoted(_ text: String) -> String {
        let delimiters = " \"=()".utf8
        guard text.isEmpty || text.utf8.contains(where: delimiters.contains) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\\\"") + "\""
    }
}
