import GRDB
package import PipelineModel

/// What the daemon must not forget, in one SQLite file: the last known state of every execution,
/// and the outbox.
///
/// The file is in WAL mode with `synchronous=FULL`: what `record` returned from has reached the
/// disk. A kill at any moment leaves either all of a recording or nothing of it.
package final class StateStore: Sendable {
    let database: DatabaseQueue
    private let lock: StateFileLock

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
        // A file that cannot be closed in order is rolled forward at the next start.
        try? database.close()
    }

    /// Changes the file in one transaction, even if the caller's task is cancelled meanwhile.
    ///
    /// GRDB rolls a write back when its task is cancelled. A delivery that was made while the
    /// daemon is being stopped must still be forgotten, or it would be told again.
    func change(
        _ updates: @escaping @Sendable (Database) throws -> Void
    ) async throws(StateFailure) {
        try await StateFailure.wrapping {
            try await Task { [database] in
                try await database.write(updates)
            }.value
        }
    }
}
