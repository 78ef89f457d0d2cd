import PipelineModel

/// Runs a `WatchMachine` against a service in simulated time: the timer fires when the machine
/// armed it, polls are answered after a latency, and recordings are kept at once.
struct MachineRun {
    /// A poll as the service saw it.
    struct Poll: Equatable {
        var key: ExecutionKey
        var at: Double
    }

    private struct Reply {
        var at: Instant
        var execution: WatchedExecution.ID
        var outcome: PollOutcome
    }

    var machine: WatchMachine
    /// What the service answers for an execution at a time in seconds.
    var service: (ExecutionKey, Double) -> PollOutcome
    var latency: Duration = .milliseconds(50)
    var recordingFails: (Double) -> String? = { _ in nil }
    /// Whether polls are answered at all.
    var answers = true

    private(set) var polls: [Poll] = []
    private(set) var recordings: [Recording] = []
    private(set) var notices: [WatchNotice] = []
    private(set) var summaries: [(at: Double, summary: WatchSummary)] = []
    private(set) var heartbeats: [Double] = []
    private(set) var wakeUps = 0
    private(set) var mostInFlight = 0
    private(set) var now: Instant

    private var replies: [Reply] = []
    private var armedFor: Instant?
    private static let epoch: Int64 = 1_000_000_000_000
    static let wallEpoch: Int64 = 1_800_000_000_000

    static func moment(_ seconds: Double) -> Moment {
        Moment(
            instant: Instant(nanoseconds: epoch + Int64(seconds * 1e9)),
            time: Timestamp(milliseconds: wallEpoch + Int64(seconds * 1e3))
        )
    }

    init(
        plan: WatchPlan,
        heartbeat: Duration? = nil,
        service: @escaping (ExecutionKey, Double) -> PollOutcome
    ) {
        now = Self.moment(0).instant
        machine = WatchMachine(plan: plan, heartbeat: heartbeat, at: Self.moment(0))
        self.service = service
    }

    /// The time that has passed, in seconds.
    var elapsed: Double {
        Double(now.nanoseconds - Self.epoch) / 1e9
    }

    /// The statuses told, as `status` or `previous>status`, with `#2` for a second attempt.
    func told(_ key: ExecutionKey? = nil) -> [String] {
        recordings.map(\.transition).filter { key == nil || $0.key == key }.map {
            ($0.previousStatus.map { $0.rawValue + ">" } ?? "") + $0.status.rawValue
                + ($0.attempt > 1 ? "#\($0.attempt)" : "")
        }
    }

    mutating func start(until seconds: Double) {
        feed([.started])
        run(until: seconds)
    }

    /// Lets time pass.
    mutating func run(until seconds: Double) {
        let end = Self.moment(seconds).instant
        while true {
            let nextReply = replies.map(\.at).min()
            guard let next = [nextReply, armedFor].compactMap({ $0 }).min(), next <= end else {
                break
            }
            now = max(now, next)
            var events: [WatchEvent] = []
            if let armedFor, armedFor <= now {
                self.armedFor = nil
                wakeUps += 1
                events.append(.woke)
            }
            let current = now
            for reply in replies.filter({ $0.at <= current }) {
                events.append(.polled(reply.execution, reply.outcome))
            }
            replies.removeAll { $0.at <= current }
            feed(events)
        }
        now = end
    }

    /// Tells the machine facts at the present time, and carries out what it wants.
    mutating func feed(_ events: [WatchEvent]) {
        var answer: WatchEvent?
        for directive in machine.handle(events, at: moment) {
            switch directive {
            case .poll(let order):
                polls.append(Poll(key: order.key, at: elapsed))
                if answers {
                    replies.append(
                        Reply(
                            at: now.advanced(by: latency),
                            execution: order.execution,
                            outcome: service(order.key, elapsed)
                        )
                    )
                }
                mostInFlight = max(mostInFlight, replies.count)
            case .record(let batch):
                if let reason = recordingFails(elapsed) {
                    answer = .recordingFailed(reason)
                } else {
                    recordings += batch
                    answer = .recorded
                }
            case .wake(let time): armedFor = time
            case .heartbeat: heartbeats.append(elapsed)
            case .show(let summary): summaries.append((elapsed, summary))
            case .tell(let notice): notices.append(notice)
            }
        }
        if let answer { feed([answer]) }
    }

    private var moment: Moment {
        Moment(
            instant: now,
            time: Timestamp(milliseconds: Self.wallEpoch + Int64(elapsed * 1e3))
        )
    }
}

extension PollOutcome {
    /// A reply in a status; the same status has the same fingerprint.
    static func seen(_ status: ExecutionStatus) -> PollOutcome {
        .execution(
            PipelineExecution(status: status),
            ReplyFingerprint(value: UInt64(status.rawValue.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
        )
    }
}
