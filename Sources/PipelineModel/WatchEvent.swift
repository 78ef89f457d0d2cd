/// A fact that the machine is told.
package enum WatchEvent: Sendable, Equatable {
    /// The loop runs.
    case started
    /// The timer fired.
    case woke
    case polled(WatchedExecution.ID, PollOutcome)
    /// All of the last `.record` directive is kept.
    case recorded
    /// Nothing of the last `.record` directive is kept, for this reason.
    case recordingFailed(String)
    /// The config changed. What stays watched keeps its state.
    case reloaded(WatchPlan)
}

/// Something that the machine wants done.
package enum WatchDirective: Sendable, Equatable {
    case poll(PollOrder)
    /// Keep these, in this order, all or none, and answer with `.recorded` or `.recordingFailed`.
    case record([Recording])
    /// Arm the one timer for this time, in place of the time before; `nil` disarms it.
    case wake(at: Instant?)
    /// Tell the service manager that the loop makes progress.
    case heartbeat
    case show(WatchSummary)
    case tell(WatchNotice)
}

/// The state of the watch in numbers, for whoever looks at the service.
package struct WatchSummary: Sendable, Equatable {
    /// Executions that are polled.
    package var watched = 0
    /// Those of them that were last seen in a status that is not final.
    package var running = 0
    /// Executions that ended long enough ago to be polled no more.
    package var retired = 0
    package var nextPollAt: Timestamp?
    /// The latest trouble that lasts.
    package var trouble: Trouble?
    /// How many troubles last, that one included.
    package var troubles = 0
    /// The connection that falls furthest behind.
    package var shortfall: Shortfall?
    /// Why transitions cannot be kept, and so are not told, now.
    package var recordingFailure: String?

    package init() {}
}

/// Something that has gone wrong since some time, and still does.
package struct Trouble: Sendable, Equatable {
    package var scope: TroubleScope
    /// The failure as last told.
    package var failure: PollFailure
    package var since: Timestamp
    package var failures: Int
}

/// What a failure speaks of: failures of one scope are one trouble.
package enum TroubleScope: Sendable, Hashable {
    case connection(ConnectionID)
    case pipeline(ConnectionID, name: String)
    case execution(ExecutionKey)
}

/// That a connection's executions ask for more requests than it may make.
package struct Shortfall: Sendable, Equatable {
    package var connection: ConnectionID
    /// Requests a second that the intervals ask for.
    package var wanted: Double
    /// Requests a second that can be made on and on under the limit.
    package var allowed: Double
    /// How late the most overdue poll is.
    package var lateness: Duration
}

/// Something an operator may want to know, as data; the prose is made where it is shown.
package enum WatchNotice: Sendable, Equatable {
    /// Told once, with the execution whose poll showed it.
    case troubleBegan(Trouble, ExecutionKey)
    /// The same scope fails for a reason not told yet.
    case troubleChanged(Trouble, ExecutionKey)
    /// All that failed in this scope works again.
    case troubleEnded(TroubleScope, failures: Int, lasted: Duration)
    /// The execution does not exist, which may mean that it does not exist yet.
    case notFoundYet(ExecutionKey)
    case fellBehind(Shortfall)
    case caughtUp(ConnectionID)
    /// Transitions wait in memory because they cannot be kept.
    case recordingFailed(reason: String, waiting: Int)
    case recordingResumed(kept: Int, lasted: Duration)
    /// The execution is polled no more.
    case retired(ExecutionKey, ExecutionStatus)
}
