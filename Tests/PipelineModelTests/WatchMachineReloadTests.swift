import PipelineModel
import Testing

@Suite struct WatchMachineReloadTests {
    let first = ExecutionKey.sample(1)
    let second = ExecutionKey.sample(2)

    @Test func `a reload keeps what stays, begins what is new and drops what is gone`() {
        let third = ExecutionKey.sample(3)
        var run = MachineRun(
            plan: .sample([first, second]),
            service: { _, time in .seen(time < 20 ? .inProgress : .succeeded) }
        )
        run.start(until: 10)
        run.feed([.reloaded(.sample([second, third]))])
        run.run(until: 60)
        #expect(run.told(first) == ["InProgress"])
        #expect(run.told(second) == ["InProgress", "InProgress>Succeeded"])
        #expect(run.told(third) == ["InProgress", "InProgress>Succeeded"])
        #expect(run.summaries.last?.summary.watched == 2)
        #expect(run.summaries.last?.summary.running == 0)
    }

    @Test func `a poll on the way when its execution is dropped is passed over`() {
        var run = MachineRun(plan: .sample([first, second]), service: { _, _ in .seen(.failed) })
        run.latency = .seconds(5)
        run.start(until: 1)
        run.feed([.reloaded(.sample([second]))])
        run.run(until: 20)
        #expect(run.told() == ["Failed"])
        #expect(run.told(second) == ["Failed"])
    }

    @Test func `what is dropped and taken up again is not polled twice at once`() {
        var run = MachineRun(plan: .sample([first, second]), service: { _, _ in .seen(.failed) })
        run.latency = .seconds(5)
        run.start(until: 1)
        run.feed([.reloaded(.sample([second]))])
        run.feed([.reloaded(.sample([second]))])
        run.run(until: 2)
        run.feed([.reloaded(.sample([second, first]))])
        run.run(until: 4.9)
        #expect(run.polls.filter { $0.key == first }.count == 1)
        #expect(run.summaries.last?.summary.watched == 2)
        run.run(until: 6)
        #expect(run.told(first) == ["Failed"])
    }

    @Test func `a reload does not cut short the wait that the service asked for`() throws {
        var failure = PollFailure.unreachable
        failure.retryAfter = .seconds(60)
        let busy = failure
        let plan = WatchPlan.sample([first])
        var run = MachineRun(
            plan: plan,
            service: { _, time in time < 1 ? .failed(busy) : .seen(.inProgress) }
        )
        run.start(until: 2)
        run.feed([.reloaded(plan)])
        run.feed([.reloaded(.sample([]))])
        run.feed([.reloaded(.sample([second]))])
        run.feed([.reloaded(.sample([first, second]))])
        run.run(until: 100)
        let times = run.polls.filter { $0.key == first }.map(\.at)
        #expect(times.count > 1)
        #expect((times.dropFirst().first ?? 0) >= 60)
    }

    @Test func `shorter intervals take effect at once`() throws {
        var run = MachineRun(
            plan: .sample([first], minInterval: .seconds(600), maxInterval: .seconds(3_600)),
            service: { _, _ in .seen(.inProgress) }
        )
        run.start(until: 10)
        #expect(run.polls.count == 1)
        run.feed([.reloaded(.sample([first], minInterval: .seconds(5)))])
        run.run(until: 75)
        #expect(run.polls.count > 1)
    }

    @Test func `trouble goes with the last execution that had it`() {
        var run = MachineRun(
            plan: .sample([first, second]),
            service: { [first] asked, _ in
                asked == first ? .failed(.unreachable) : .seen(.inProgress)
            }
        )
        run.start(until: 10)
        #expect(run.summaries.last?.summary.troubles == 1)
        run.feed([.reloaded(.sample([second]))])
        run.run(until: 20)
        #expect(run.summaries.last?.summary.troubles == 0)
    }

    @Test func `watching for longer takes up what was already let go`() {
        var run = MachineRun(
            plan: .sample([first], keepWatching: .zero),
            service: { _, time in .seen(time < 100 ? .failed : .inProgress) }
        )
        run.start(until: 50)
        #expect(run.polls.count == 1)
        run.run(until: 120)
        run.feed([.reloaded(.sample([first], keepWatching: .seconds(600)))])
        run.run(until: 130)
        #expect(run.told() == ["Failed", "Failed>InProgress#2"])
    }

    @Test func `a reload with nothing changed changes nothing`() {
        let plan = WatchPlan.sample([first, second])
        var run = MachineRun(plan: plan, service: { _, _ in .seen(.inProgress) })
        run.start(until: 30)
        let told = run.recordings
        run.feed([.reloaded(plan)])
        run.run(until: 31)
        #expect(run.recordings == told)
        #expect(run.notices == [])
    }
}
