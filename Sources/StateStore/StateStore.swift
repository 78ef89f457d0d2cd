import GRDB
package import PipelineModel
import Synchronization

/// What the daemon must not forget, in one SQLite file: the last known state of every execution,
/// and the outbox.
///
/// The file is in WAL mode with `synchronous=FULL`: what `record` returned from has reached the
/// disk. A kill at any moment leaves either all of a recording or nothing of it.
package final class StateStore: Sendable {
    private let database: DatabaseQueue
    private let lock: StateFileLock
    private let isClosed = Mutex(false)

    /// Something worth telling about a file that was opened.
    package enum Finding: Sendable, Equatable {
        /// The file was damaged, and is kept under this path; a new one was begun.
        case setAside(path: String, reason: String)
    }

    /// What was found when the file was opened.
    package let findings: [Finding]

    /// Opens the file, and makes it where there is none.
    ///
    /// A damaged file is set aside under a name that tells the time, never deleted.
    ///
    /// - Parameters:
    ///   - path: the SQLite file, in a directory that exists.
    ///   - now: the time, which names a damaged file.
    /// - Throws: `StateFailure` where the file cannot be used: `.locked` when another process
    ///   watches with it, `.tooNew` when a newer version of this program wrote it.
    package init(path: String, now: Timestamp) throws(StateFailure) {
        lock = try StateFileLock(path: path + ".lock")
        do {
            database = try Self.open(path)
            findings = []
        } catch {
            guard error.kind == .damaged else { throw error }
            let aside = try DamagedStateFile.setAside(path, at: now)
            database = try Self.open(path)
            findings = [.setAside(path: aside, reason: error.message)]
        }
    }

    private static func open(_ path: String) throws(StateFailure) -> DatabaseQueue {
        try StateFailure.wrapping {
            var configuration = Configuration()
            configuration.label = "state"
            configuration.foreignKeysEnabled = true
            configuration.busyMode = .timeout(2)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { database in
                let report = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
                guard report == "ok" else {
                    throw StateFailure(kind: .damaged, message: report ?? "no integrity report")
                }
                guard try !StateSchema.migrator.hasBeenSuperseded(database) else {
                    throw StateFailure(
                        kind: .tooNew,
                        message: "written by a newer version of pipewatchd"
                    )
                }
            }
            try StateSchema.migrator.migrate(queue)
            return queue
        }
    }

    /// Closes the file; anything after that fails.
    package func close() {
        isClosed.withLock { $0 = true }
        // A file that cannot be closed in order is rolled forward at the next start.
        try? database.close()
    }

    /// Reads the file.
    func read<Result: Sendable>(
        _ value: @escaping @Sendable (Database) throws -> Result
    ) async throws(StateFailure) -> Result {
        try await StateFailure.wrapping {
            try await access { database in
                try database.readOnly { try value(database) }
            }
        }
    }

    /// Changes the file in one transaction, even if the caller's task is cancelled meanwhile.
    ///
    /// GRDB rolls a write back when its task is cancelled. A delivery that was made while the
    /// daemon is being stopped must still be forgotten, or it would be told again.
    func change(
        _ updates: @escaping @Sendable (Database) throws -> Void
    ) async throws(StateFailure) {
        try await StateFailure.wrapping {
            try await Task {
                try await access { database in
                    try database.inTransaction {
                        try updates(database)
                        return .commit
                    }
                }
            }.value
        }
    }

    /// Has the connection to itself for a while, unless the file is closed.
    ///
    /// GRDB asks SQLite about a connection before it looks whether it still has one, which after
    /// `close` ends the process (GRDB 7.10, `Database.isolated`). Both happen on one queue, and
    /// the mark is set before the file is closed, so a look on that queue is enough.
    private func access<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws -> Result {
        try await database.writeWithoutTransaction { database in
            guard !self.isClosed.withLock({ $0 }) else {
                throw StateFailure(kind: .other, message: "the state file is closed")
            }
            return try body(database)
        }
    }
}
