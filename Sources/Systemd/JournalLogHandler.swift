package import Logging
import Synchronization

/// Writes log messages to the journal, with everything they carry as fields.
///
/// `MESSAGE` is the message alone, and so must say by itself what happened. Metadata is kept
/// under `JournalFieldName(metadataKey:)`; the key `messageID` is `MESSAGE_ID` where its value is
/// one (32 lower-case hexadecimal digits), which is how an entry gets its text in the catalog.
///
/// What the journal does not take goes to stderr, message by message, so that it is not lost; that
/// it does not is said once, and again after it has worked in between. Copies of a handler share
/// what was said.
package struct JournalLogHandler: LogHandler {
    package typealias Send = @Sendable (JournalEntry) throws(SystemCallFailure) -> Void

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let identifier: String
    private let send: Send
    private let fallback: StandardError
    private let outage = Outage()

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - logLevel: messages below it are dropped.
    ///   - identifier: what `journalctl` shows before the message (`SYSLOG_IDENTIFIER`).
    ///   - fallback: what is written to where the journal does not work.
    ///   - send: how an entry is written.
    package init(
        logLevel: Logger.Level = .info,
        identifier: String = "pipewatchd",
        fallback: StandardError = StandardError(),
        send: @escaping Send = { entry throws(SystemCallFailure) in try Journal.send(entry) }
    ) {
        self.logLevel = logLevel
        self.identifier = identifier
        self.fallback = fallback
        self.send = send
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        do throws(SystemCallFailure) {
            try send(entry(for: event))
            outage.ended()
        } catch {
            var plain = StandardErrorLogHandler(logLevel: logLevel, output: fallback)
            plain.metadata = metadata
            plain.metadataProvider = metadataProvider
            if outage.began() {
                fallback.write(line: "warning: the journal takes no entries (\(error))")
            }
            plain.log(event: event)
        }
    }

    private func entry(for event: LogEvent) -> JournalEntry {
        var entry = JournalEntry()
        entry.append(.message, event.message.description)
        entry.append(.priority, String(event.level.priority))
        entry.append(.syslogIdentifier, identifier)
        entry.append(.codeFile, event.file)
        entry.append(.codeLine, String(event.line))
        entry.append(.codeFunction, event.function)
        let extra = LogMetadata(handler: metadata, provider: metadataProvider, event: event)
        for (key, text) in extra.pairs {
            let isMessageID = key == "messageID" && Self.isMessageID(text)
            entry.append(isMessageID ? .messageID : JournalFieldName(metadataKey: key), text)
        }
        return entry
    }

    private static func isMessageID(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}

extension JournalLogHandler {
    /// Whether it has been said that the journal does not work.
    private final class Outage: Sendable {
        private let isKnown = Mutex(false)

        /// Notes an outage; `true` if it is news.
        func began() -> Bool {
            isKnown.withLock { known in
                defer { known = true }
                return !known
            }
        }

        func ended() {
            isKnown.withLock { $0 = false }
        }
    }
}

extension Logger.Level {
    /// The level as syslog(3) numbers it, which journald keeps as `PRIORITY`.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
