import ConfigFile
import Logging
import Synchronization
import Systemd

/// Where log messages go, and from which level on.
enum LogSetup {
    /// The level that a reload may change: each message asks for it.
    private static let level = Mutex(Logger.Level.info)

    /// Makes the logger: the journal with fields where stderr is the journal, else stderr.
    static func logger(environment: [String: String]) -> Logger {
        if journalIsConnected(environment: environment) {
            let handler = JournalLogHandler(logLevel: .trace)
            return Logger(label: "pipewatchd") { _ in
                LevelledLogHandler(handler: handler, keepsFields: true)
            }
        }
        let handler = StandardErrorLogHandler(logLevel: .trace)
        return Logger(label: "pipewatchd") { _ in
            LevelledLogHandler(handler: handler, keepsFields: false)
        }
    }

    static func adopt(_ level: Log.Level) {
        self.level.withLock { $0 = Logger.Level(level) }
    }

    /// Passes on what is at or above the level that holds now.
    private struct LevelledLogHandler: LogHandler {
        var handler: any LogHandler
        /// Fields are for queries; a person who reads the line has it all in the text.
        var keepsFields: Bool

        var logLevel: Logger.Level {
            get { LogSetup.level.withLock { $0 } }
            set { LogSetup.level.withLock { $0 = newValue } }
        }

        var metadata: Logger.Metadata {
            get { handler.metadata }
            set { handler.metadata = newValue }
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { handler[metadataKey: key] }
            set { handler[metadataKey: key] = newValue }
        }

        func log(event: LogEvent) {
            var event = event
            if !keepsFields { event.metadata = nil }
            handler.log(event: event)
        }
    }
}

extension Logger.Level {
    fileprivate init(_ level: Log.Level) {
        self =
            switch level {
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
    }
}
