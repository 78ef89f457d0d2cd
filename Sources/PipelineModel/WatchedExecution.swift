/// One execution while it is watched: what is known of it and when it is polled.
package struct WatchedExecution: Sendable {
    /// A number that is never given twice in one run.
    package typealias ID = Int

    /// What happens to it next.
    package enum Phase: Sendable, Equatable {
        /// It is polled when this time comes.
        case planned(due: Instant)
        /// Its poll is on the way.
        case polling
        /// It ended long enough ago, and is not polled any more.
        case retired
    }

    package let key: ExecutionKey
    package var record: ExecutionRecord?
    package var phase: Phase
    /// The wait before the next poll while nothing goes wrong, in nanoseconds.
    package var interval: Int64
    package var fingerprint: ReplyFingerprint?
    /// How many polls have failed in a row.
    package var failures = 0
    /// The service asked not to be asked before this time.
    package var notBefore: Instant?
    /// It is watched no more, and only its poll on the way is waited for.
    package var isDropped = false
    /// The trouble that its failures are counted in.
    package var trouble: TroubleScope?
    package let watchedSince: Instant
    /// When its present final status was first seen; `nil` while it is not final.
    package var endedAt: Instant?
    package var jitter: Jitter

    package init(key: ExecutionKey, record: ExecutionRecord?, interval: Int64, at now: Moment) {
        self.key = key
        self.record = record
        self.interval = interval
        phase = .planned(due: now.instant)
        watchedSince = now.instant
        jitter = Jitter(name: key.executionID)
        if let record, record.status.isFinal {
            // A clock that was set back must not prolong the watch.
            let age = max(.zero, record.changedAt.duration(to: now.time))
            endedAt = now.instant.advanced(by: .zero - age)
        }
    }

    package var isRunning: Bool {
        record.map { !$0.status.isFinal } ?? false
    }
}

/// The order to poll one execution.
package struct PollOrder: Sendable, Equatable {
    package let execution: WatchedExecution.ID
    package let key: ExecutionKey
    /// The reply that would tell nothing new.
    package let known: ReplyFingerprint?
    /// The time allowed for the whole poll.
    package let timeout: Duration

    package init(
        execution: WatchedExecution.ID,
        key: ExecutionKey,
        known: ReplyFingerprint?,
        timeout: Duration
    ) {
        self.execution = execution
        self.key = key
        self.known = known
        self.timeout = timeout
    }
}
