import PipelineModel
import Testing

@Suite struct WatchMachineTests {
    let key = ExecutionKey.sample(1)

    /// A service that plays a timeline: from each time in seconds on, that status.
    func timeline(
        _ steps: [(Double, ExecutionStatus)]
    ) -> (ExecutionKey, Double) -> PollOutcome {
        { _, time in
            steps.last { $0.0 <= time }.map { PollOutcome.seen($0.1) } ?? .failed(.notFound)
        }
    }

    @Test func `every status is told once, in order, with the attempt of a retried stage`() {
        var run = MachineRun(
            plan: .sample([key]),
            service: timeline([
                (0, .inProgress), (40, .failed), (200, .inProgress), (300, .stopping),
                (400, .stopped), (600, .inProgress), (800, .succeeded),
            ])
        )
        run.start(until: 1_200)
        #expect(
            run.told() == [
                "InProgress", "InProgress>Failed", "Failed>InProgress#2",
                "InProgress>Stopping#2", "Stopping>Stopped#2", "Stopped>InProgress#3",
                "InProgress>Succeeded#3",
            ]
        )
    }

    @Test func `polls back off while nothing changes and start over on a change`() throws {
        var run = MachineRun(
            plan: .sample([key]),
            service: timeline([(0, .inProgress), (200, .stopping)])
        )
        run.start(until: 400)
        let gaps = zip(run.polls, run.polls.dropFirst()).map { $1.at - $0.at }
        let expected: [Double] = [5, 7.5, 11.25, 16.9, 25.3, 38, 57]
        for (gap, interval) in zip(gaps, expected) {
            #expect(gap >= interval - 0.1 && gap <= interval * 1.1 + 0.5)
        }
        let change = try #require(run.polls.firstIndex { $0.at >= 200 })
        #expect(gaps[change] < 6)
        #expect(gaps[change + 1] > 7)
    }

    @Test func `an execution that ended is polled at the longest interval and then no more`() {
        var run = MachineRun(
            plan: .sample([key], keepWatching: .seconds(300)),
            service: timeline([(0, .succeeded)])
        )
        run.start(until: 2_000)
        #expect(run.told() == ["Succeeded"])
        let gaps = zip(run.polls, run.polls.dropFirst()).map { $1.at - $0.at }
        #expect(gaps.allSatisfy { $0 > 56 && $0 < 61 })
        #expect((run.polls.last?.at ?? 0) < 365)
        #expect(run.notices == [.retired(key, .succeeded)])
        #expect(run.summaries.last?.summary.watched == 0)
        #expect(run.summaries.last?.summary.retired == 1)
        #expect(run.summaries.last?.summary.nextPollAt == nil)
    }

    @Test func `after a restart what is known is not told again, and what changed meanwhile is`() {
        let known = ExecutionRecord(
            firstSeen: .inProgress,
            at: Timestamp(milliseconds: MachineRun.wallEpoch - 60_000)
        )
        let other = ExecutionKey.sample(2)
        var run = MachineRun(
            plan: .sample([key, other], records: [key: known, other: known]),
            service: { [key] asked, _ in .seen(asked == key ? .inProgress : .failed) }
        )
        run.start(until: 30)
        #expect(run.told(key) == [])
        #expect(run.told(other) == ["InProgress>Failed"])
    }

    @Test func `an execution that ended long before the start is polled once`() {
        let known = ExecutionRecord(
            firstSeen: .failed,
            at: Timestamp(milliseconds: MachineRun.wallEpoch - 86_400_000)
        )
        var run = MachineRun(
            plan: .sample([key], records: [key: known]),
            service: timeline([(0, .failed)])
        )
        run.start(until: 600)
        #expect(run.polls.count == 1)
        #expect(run.told() == [])
    }

    @Test func `a poll on the way is never joined by another of the same execution`() {
        var run = MachineRun(plan: .sample([key]), service: timeline([(0, .inProgress)]))
        run.answers = false
        run.start(until: 3_600)
        #expect(run.polls.count == 1)
    }

    @Test(arguments: [0.5, 2, 20])
    func `the request budget holds for every second there is`(_ rate: Double) {
        var run = MachineRun(
            plan: .sample(
                (1...200).map { .sample($0) },
                maxInterval: .seconds(5),
                requestsPerSecond: rate
            ),
            service: timeline([(0, .inProgress)])
        )
        run.start(until: 120)
        let most = max(1, Int(rate))
        let times = run.polls.map(\.at)
        let gaps = times.indices.dropFirst(most).map { times[$0] - times[$0 - most] }
        #expect(gaps.allSatisfy { $0 >= Double(most) / rate })
        #expect(Double(run.polls.count) > 120 * rate * 0.9)
    }

    @Test func `the most overdue executions are polled first, so none starves`() {
        let keys = (1...100).map { ExecutionKey.sample($0) }
        var run = MachineRun(
            plan: .sample(keys, requestsPerSecond: 2),
            service: timeline([(0, .inProgress)])
        )
        run.start(until: 60)
        let firstRound = Set(run.polls.prefix(100).map(\.key))
        #expect(firstRound.count == 100)
    }

    @Test func `falling behind is told once with the numbers, and so is catching up`() throws {
        var run = MachineRun(
            plan: .sample((1...100).map { .sample($0) }, requestsPerSecond: 2),
            service: timeline([(0, .inProgress)])
        )
        run.start(until: 3_600)
        let behind = run.notices.compactMap { notice -> Shortfall? in
            if case .fellBehind(let shortfall) = notice { shortfall } else { nil }
        }
        #expect(behind.count == 1)
        #expect(behind.first?.wanted == 20)
        #expect(behind.first.map { abs($0.allowed - 2 / 1.1) < 1e-9 } == true)
        #expect(run.notices.last == .caughtUp(.sample))
        #expect(run.summaries.contains { $0.summary.shortfall != nil })
        #expect(run.summaries.last?.summary.shortfall == nil)
    }

    @Test func `no connection has more polls on the way than it has sockets`() {
        var run = MachineRun(
            plan: .sample((1...1_000).map { .sample($0) }, requestsPerSecond: 100_000),
            service: timeline([(0, .inProgress)])
        )
        run.latency = .seconds(3)
        run.start(until: 60)
        #expect(run.mostInFlight == ConnectionSchedule.mostInFlight)
    }

    @Test func `polls that fall due together share a wake-up`() {
        var run = MachineRun(
            plan: .sample(
                (1...1_000).map { .sample($0) },
                minInterval: .seconds(15),
                maxInterval: .seconds(15),
                requestsPerSecond: 100_000
            ),
            service: timeline([(0, .inProgress)])
        )
        run.start(until: 150)
        #expect(run.polls.count >= 9_000)
        #expect(run.wakeUps < 150 * 5)
    }

    @Test func `the heartbeat comes while polls are answered, and while AWS is away`() {
        var run = MachineRun(
            plan: .sample([key]),
            heartbeat: .seconds(10),
            service: { _, time in time < 50 ? .seen(.inProgress) : .failed(.unreachable) }
        )
        run.start(until: 200)
        #expect(run.heartbeats.count == 20)
    }

    @Test func `the heartbeat stops when a poll never comes back`() {
        var run = MachineRun(
            plan: .sample([key]),
            heartbeat: .seconds(10),
            service: timeline([(0, .inProgress)])
        )
        run.answers = false
        run.start(until: 200)
        #expect(run.heartbeats == [10])
    }

    @Test func `the summary counts, and is shown at most once a second`() throws {
        var run = MachineRun(
            plan: .sample((1...50).map { .sample($0) }, requestsPerSecond: 10),
            service: { asked, _ in .seen(asked == .sample(7) ? .failed : .inProgress) }
        )
        run.start(until: 30)
        let last = try #require(run.summaries.last?.summary)
        #expect(last.watched == 50)
        #expect(last.running == 49)
        #expect(last.nextPollAt != nil)
        let times = run.summaries.map(\.at)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 1 })
    }
}
