import FoundationEssentials
import GRDB
package import PipelineModel

/// An event to be told, with the sinks that are to tell it.
package struct OutgoingEvent: Sendable, Equatable {
    /// The event's id, the same for the same fact.
    package var id: String
    /// The event as every try sends it.
    package var body: [UInt8]
    /// The names of the sinks; none where nobody wants to know.
    package var sinks: [String]

    package init(id: String, body: [UInt8], sinks: [String]) {
        self.id = id
        self.body = body
        self.sinks = sinks
    }
}

extension StateStore {
    /// Keeps transitions: the new state of each execution and a delivery for each sink, in one
    /// transaction.
    ///
    /// An event that is known is not queued again, so that recording the same twice tells once.
    package func record(
        _ batch: [(recording: Recording, event: OutgoingEvent)]
    ) async throws(StateFailure) {
        try await change { database in
            for (recording, event) in batch {
                try Self.keep(recording, in: database)
                try Self.queue(event, at: recording.transition.observedAt, in: database)
            }
        }
    }

    /// What is known of executions; those never seen are left out.
    package func records(
        of keys: some Collection<ExecutionKey> & Sendable
    ) async throws(StateFailure) -> [ExecutionKey: ExecutionRecord] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT status, attempt, visits, changedAt FROM execution
                    WHERE account = ? AND region = ? AND pipeline = ? AND execution = ?
                    """
            )
            var records: [ExecutionKey: ExecutionRecord] = [:]
            records.reserveCapacity(keys.count)
            for key in keys {
                if let row = try Row.fetchOne(statement, arguments: key.arguments) {
                    records[key] = try ExecutionRecord(row: row)
                }
            }
            return records
        }
    }

    /// Marks executions as watched now, and drops those that were not for a while.
    package func prune(
        watching keys: some Collection<ExecutionKey> & Sendable,
        at now: Timestamp,
        keep: Duration
    ) async throws(StateFailure) {
        try await change { database in
            let mark = try database.cachedStatement(
                sql: """
                    UPDATE execution SET watchedAt = ?
                    WHERE account = ? AND region = ? AND pipeline = ? AND execution = ?
                    """
            )
            for key in keys {
                try mark.execute(arguments: [now.milliseconds] + key.arguments)
            }
            try database.execute(
                sql: "DELETE FROM execution WHERE watchedAt < ?",
                arguments: [now.advanced(by: .zero - keep).milliseconds]
            )
        }
    }

    private static func keep(_ recording: Recording, in database: Database) throws {
        let record = recording.record
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let visits = try encoder.encode(
            record.visits.map { StoredVisit(status: $0.status.rawValue, count: $0.count) }
        )
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO execution
                    (account, region, pipeline, execution,
                     status, attempt, visits, changedAt, watchedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    status = excluded.status, attempt = excluded.attempt,
                    visits = excluded.visits, changedAt = excluded.changedAt,
                    watchedAt = excluded.watchedAt
                """
        )
        try statement.execute(
            arguments: recording.transition.key.arguments + [
                record.status.rawValue, record.attempt, String(decoding: visits, as: UTF8.self),
                record.changedAt.milliseconds, record.changedAt.milliseconds,
            ]
        )
    }

    private static func queue(
        _ event: OutgoingEvent,
        at time: Timestamp,
        in database: Database
    ) throws {
        guard !event.sinks.isEmpty else { return }
        let insertEvent = try database.cachedStatement(
            sql: "INSERT INTO event (id, body, recordedAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        )
        try insertEvent.execute(arguments: [event.id, Data(event.body), time.milliseconds])
        let insertDelivery = try database.cachedStatement(
            sql: "INSERT INTO delivery (sink, event) VALUES (?, ?) ON CONFLICT DO NOTHING"
        )
        for sink in event.sinks {
            try insertDelivery.execute(arguments: [sink, event.id])
        }
    }
}

/// A visit as the file keeps it.
private struct StoredVisit: Codable {
    var status: String
    var count: Int
}

extension ExecutionKey {
    fileprivate var arguments: StatementArguments {
        [connection.account ?? "", connection.region, pipelineName, executionID]
    }
}

extension ExecutionRecord {
    fileprivate init(row: Row) throws {
        let visits = try JSONDecoder().decode(
            [StoredVisit].self,
            from: Data((row["visits"] as String).utf8)
        )
        self.init(
            status: ExecutionStatus(rawValue: row["status"]),
            attempt: row["attempt"],
            visits: visits.map {
                Visit(status: ExecutionStatus(rawValue: $0.status), count: $0.count)
            },
            changedAt: Timestamp(milliseconds: row["changedAt"])
        )
    }
}
