/// Decides what the daemon does about what happens: facts in, directives out.
///
/// A plain value without clock, task, input or output: every fact comes with the time at which it
/// is told, so a test needs neither waiting nor mocks. Whoever runs it carries out the directives
/// in order and tells it what came of them. No fact costs work that grows with the number of
/// executions watched, but a reload, which goes through all of them once.
///
/// What happens to the set of executions is in `WatchMachine+executions`, what a poll brings in
/// `WatchMachine+polls`.
package struct WatchMachine: Sendable {
    /// A poll that is still on the way so long after its time was up has lost its way.
    static let flightGrace: Duration = .seconds(5)
    /// An execution that is not found may not be visible yet; AWS documents no limit.
    static let notFoundGrace: Duration = .seconds(120)

    /// A poll on the way.
    struct Flight {
        var schedule: Int
        var deadline: Instant
    }

    var settings: WatchPlan
    var executions: [WatchedExecution.ID: WatchedExecution] = [:]
    var ids: [ExecutionKey: WatchedExecution.ID] = [:]
    var nextID: WatchedExecution.ID = 0
    /// Until when executions that were dropped must not be asked for, should they come back.
    var restraints: [ExecutionKey: Instant] = [:]
    var schedules: [ConnectionSchedule] = []
    var scheduleOf: [ConnectionID: Int] = [:]
    var flights: [WatchedExecution.ID: Flight] = [:]
    var ledger = TroubleLedger()
    var recordings = RecordingQueue()
    var summary = WatchSummary()
    /// What is to be done about the facts told so far.
    var directives: [WatchDirective] = []

    private var display = SummaryDisplay()
    private let heartbeat: Duration?
    private var nextHeartbeat: Instant?
    private var armedFor: Instant?

    /// - Parameters:
    ///   - plan: what is watched from the start.
    ///   - heartbeat: how often the service manager wants to hear from the loop; `nil` for never.
    ///   - now: the time of the start; everything is due at once.
    package init(plan: WatchPlan, heartbeat: Duration? = nil, at now: Moment) {
        settings = plan
        settings.items = []
        self.heartbeat = heartbeat
        nextHeartbeat = heartbeat.map { now.instant.advanced(by: $0) }
        for item in plan.items {
            watch(item, at: now)
        }
    }

    /// Tells the machine what happened; answers with what is to be done, in this order.
    package mutating func handle(_ events: [WatchEvent], at now: Moment) -> [WatchDirective] {
        for event in events {
            switch event {
            case .started: break
            case .woke: armedFor = nil
            case .polled(let id, let outcome): polled(id, outcome, at: now)
            case .recorded: tell(recordings.kept(at: now.instant))
            case .recordingFailed(let reason): tell(recordings.failed(reason, at: now.instant))
            case .reloaded(let plan): reload(plan, at: now)
            }
        }
        for index in schedules.indices {
            dispatch(index, at: now)
        }
        if let batch = recordings.next(at: now.instant) {
            directives.append(.record(batch))
        }
        beat(at: now)
        arm(at: now)
        let result = directives
        directives.removeAll(keepingCapacity: true)
        return result
    }

    func isOver(_ execution: WatchedExecution, at now: Moment) -> Bool {
        guard let endedAt = execution.endedAt else { return false }
        return endedAt.duration(to: now.instant) >= settings.keepWatching
    }

    mutating func tell(_ notice: WatchNotice?) {
        if let notice {
            directives.append(.tell(notice))
        }
    }

    /// Pings only while every poll on the way is within its time: AWS being away is no hang, a
    /// poll that never comes back is.
    private mutating func beat(at now: Moment) {
        guard let heartbeat, let due = nextHeartbeat, due <= now.instant else { return }
        nextHeartbeat = now.instant.advanced(by: heartbeat)
        if flights.values.allSatisfy({ now.instant <= $0.deadline }) {
            directives.append(.heartbeat)
        }
    }

    /// Arms the timer for whatever comes first, and shows how things stand.
    private mutating func arm(at now: Moment) {
        let nextPoll = earliestPoll(at: now)
        summary.nextPollAt = nextPoll.map { now.time(at: $0) }
        summary.trouble = ledger.headline
        summary.troubles = ledger.count
        summary.recordingFailure = recordings.failure
        var showAt: Instant?
        switch display.offer(summary, at: now.instant) {
        case .show: directives.append(.show(summary))
        case .leave: break
        case .comeBack(let time): showAt = time
        }
        let wake = [nextPoll, nextHeartbeat, recordings.retryAt, showAt].compactMap { $0 }.min()
        if wake != armedFor {
            armedFor = wake
            directives.append(.wake(at: wake))
        }
    }

    private mutating func earliestPoll(at now: Moment) -> Instant? {
        var earliest: Instant?
        for index in schedules.indices {
            if let next = nextPoll(on: index, at: now) {
                earliest = min(earliest ?? next, next)
            }
        }
        return earliest
    }

    private mutating func nextPoll(on index: Int, at now: Moment) -> Instant? {
        guard let entry = dueEntry(index) else { return nil }
        return switch schedules[index].hold(at: now.instant) {
        case nil: entry.due
        case .pause(let until), .requestBudget(let until): max(entry.due, until)
        case .inFlight: nil
        }
    }
}
