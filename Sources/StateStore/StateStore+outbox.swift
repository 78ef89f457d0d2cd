import FoundationEssentials
import GRDB
import PipelineModel

extension StateStore: Outbox {
    package func pending(
        for sink: String,
        limit: Int
    ) async throws(StateFailure) -> [PendingDelivery] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT delivery.id, sink, event, body, recordedAt, failedAttempts
                        FROM delivery JOIN event ON event.id = delivery.event
                        WHERE sink = ? AND isDead = 0
                        ORDER BY delivery.id
                        LIMIT ?
                        """
                ),
                arguments: [sink, limit]
            ).map(PendingDelivery.init(row:))
        }
    }

    package func delivered(_ delivery: PendingDelivery.ID) async throws(StateFailure) {
        try await change { database in
            let event = try String.fetchOne(
                database.cachedStatement(sql: "DELETE FROM delivery WHERE id = ? RETURNING event"),
                arguments: [delivery]
            )
            guard let event else { return }
            try database.cachedStatement(
                sql: """
                    DELETE FROM event
                    WHERE id = ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE event = event.id)
                    """
            ).execute(arguments: [event])
        }
    }

    package func failed(
        _ delivery: PendingDelivery.ID,
        reason: String
    ) async throws(StateFailure) {
        try await change { database in
            try database.cachedStatement(
                sql: """
                    UPDATE delivery SET failedAttempts = failedAttempts + 1, reason = ?
                    WHERE id = ?
                    """
            ).execute(arguments: [reason, delivery])
        }
    }

    package func bury(
        _ delivery: PendingDelivery.ID,
        reason: String
    ) async throws(StateFailure) {
        try await change { database in
            try database.cachedStatement(
                sql: """
                    UPDATE delivery
                    SET isDead = 1, failedAttempts = failedAttempts + 1, reason = ?
                    WHERE id = ?
                    """
            ).execute(arguments: [reason, delivery])
        }
    }

    /// How many deliveries wait for each sink, whether the config still has it or not.
    package func waiting() async throws(StateFailure) -> [String: Int] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT sink, COUNT(*) AS n FROM delivery WHERE isDead = 0 GROUP BY sink"
            )
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["sink"], $0["n"]) })
        }
    }
}

extension PendingDelivery {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"],
            sink: row["sink"],
            eventID: row["event"],
            event: Array(row["body"] as Data),
            recordedAt: Timestamp(milliseconds: row["recordedAt"]),
            failedAttempts: row["failedAttempts"]
        )
    }
}
