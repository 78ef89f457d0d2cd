/// Keeps failures apart from troubles: however often something fails, it is told once, again when
/// the reason is a new one, and when it is over.
package struct TroubleLedger: Sendable {
    /// How many different reasons of one trouble are told; a service that answers with ever new
    /// texts must not fill the log.
    fileprivate static let mostReasons = 8

    fileprivate struct Entry {
        var trouble: Trouble
        var since: Instant
        var failing: Set<WatchedExecution.ID>
        var reasons: [String]
    }

    private var entries: [TroubleScope: Entry] = [:]
    private var latest: TroubleScope?

    package init() {}

    /// How many troubles last.
    package var count: Int {
        entries.count
    }

    /// The trouble that began last among those that last.
    package var headline: Trouble? {
        latest.flatMap { entries[$0]?.trouble }
    }

    /// The executions whose last poll failed in a scope.
    package func failing(in scope: TroubleScope) -> Set<WatchedExecution.ID> {
        entries[scope]?.failing ?? []
    }

    /// Counts a failure; answers with what is to be told of it.
    package mutating func failed(
        _ failure: PollFailure,
        of key: ExecutionKey,
        _ execution: WatchedExecution.ID,
        in scope: TroubleScope,
        at now: Moment
    ) -> WatchNotice? {
        let reason = failure.code + ": " + failure.message
        guard entries[scope] != nil else {
            let trouble = Trouble(scope: scope, failure: failure, since: now.time, failures: 1)
            entries[scope] = Entry(
                trouble: trouble,
                since: now.instant,
                failing: [execution],
                reasons: [reason]
            )
            latest = scope
            return .troubleBegan(trouble, key)
        }
        return entries[scope]?.count(failure, of: key, execution, reason: reason)
    }

    /// Takes an execution out of a trouble because it was answered, or is watched no more;
    /// answers with what is to be told when it was the last.
    package mutating func cleared(
        _ execution: WatchedExecution.ID,
        in scope: TroubleScope,
        at now: Moment
    ) -> WatchNotice? {
        guard entries[scope]?.failing.remove(execution) != nil,
            let entry = entries[scope], entry.failing.isEmpty
        else { return nil }
        entries[scope] = nil
        if latest == scope {
            latest = entries.first?.key
        }
        return .troubleEnded(
            scope,
            failures: entry.trouble.failures,
            lasted: entry.since.duration(to: now.instant)
        )
    }
}

extension TroubleLedger.Entry {
    fileprivate mutating func count(
        _ failure: PollFailure,
        of key: ExecutionKey,
        _ execution: WatchedExecution.ID,
        reason: String
    ) -> WatchNotice? {
        trouble.failures += 1
        failing.insert(execution)
        guard !reasons.contains(reason), reasons.count < TroubleLedger.mostReasons else {
            return nil
        }
        reasons.append(reason)
        trouble.failure = failure
        return .troubleChanged(trouble, key)
    }
}
