import GRDB

/// The tables, and how a file of an earlier version comes to have them.
///
/// A migration that was released is never changed: another is added after it. The names of the
/// migrations tell a newer file from an older one.
enum StateSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 executions and outbox") { database in
            // `account` is empty for the default connection: a NULL would not be unique.
            try database.execute(
                sql: """
                    CREATE TABLE execution (
                        account TEXT NOT NULL,
                        region TEXT NOT NULL,
                        pipeline TEXT NOT NULL,
                        execution TEXT NOT NULL,
                        status TEXT NOT NULL,
                        attempt INTEGER NOT NULL,
                        visits TEXT NOT NULL,
                        changedAt INTEGER NOT NULL,
                        watchedAt INTEGER NOT NULL,
                        PRIMARY KEY (account, region, pipeline, execution)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE event (
                        id TEXT NOT NULL PRIMARY KEY,
                        body BLOB NOT NULL,
                        recordedAt INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE delivery (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        sink TEXT NOT NULL,
                        event TEXT NOT NULL REFERENCES event (id),
                        failedAttempts INTEGER NOT NULL DEFAULT 0,
                        reason TEXT,
                        isDead INTEGER NOT NULL DEFAULT 0,
                        UNIQUE (sink, event)
                    ) STRICT;

                    CREATE INDEX deliveryQueue ON delivery (sink, isDead, id);
                    CREATE INDEX deliveryEvent ON delivery (event);
                    """
            )
        }
        return migrator
    }
}
