import PipelineModel
import Testing

@Suite struct WatchMachineFailureTests {
    let key = ExecutionKey.sample(1)

    @Test func `an outage is told once, on its end with the count, and loses nothing`() throws {
        var run = MachineRun(
            plan: .sample((1...20).map { .sample($0) }),
            service: { _, time in
                if time > 30, time < 90 { return .failed(.unreachable) }
                return .seen(time < 60 ? .inProgress : .succeeded)
            }
        )
        run.start(until: 300)
        #expect(run.notices.count == 2)
        guard case .troubleBegan(let trouble, _)? = run.notices.first,
            case .troubleEnded(let scope, let failures, let lasted)? = run.notices.last
        else {
            Issue.record("\(run.notices)")
            return
        }
        #expect(trouble.scope == .connection(.sample))
        #expect(scope == trouble.scope)
        #expect(failures == run.polls.filter { $0.at > 30 && $0.at < 90 }.count)
        #expect(lasted > .seconds(45) && lasted < .seconds(125))
        for number in 1...20 {
            #expect(run.told(.sample(number)) == ["InProgress", "InProgress>Succeeded"])
        }
    }

    @Test func `in an outage single polls probe, whatever the number watched`() {
        var run = MachineRun(
            plan: .sample((1...500).map { .sample($0) }),
            service: { _, _ in .failed(.unreachable) }
        )
        run.start(until: 600)
        #expect(run.polls.count < 50 + 80)
    }

    @Test func `when an outage ends all that waited is polled at once`() throws {
        var run = MachineRun(
            plan: .sample((1...100).map { .sample($0) }, maxInterval: .seconds(600)),
            service: { _, time in time < 400 ? .failed(.unreachable) : .seen(.failed) }
        )
        run.start(until: 2_000)
        let first = try #require(run.polls.first { $0.at >= 400 })
        let all = run.polls.filter { $0.at >= 400 && $0.at <= first.at + 2 }
        #expect(Set(all.map(\.key)).count == 100)
    }

    @Test func `a service that asks for a wait gets it`() throws {
        var failure = PollFailure.throttled
        failure.retryAfter = .seconds(40)
        let throttled = failure
        var run = MachineRun(
            plan: .sample((1...10).map { .sample($0) }, requestsPerSecond: 1),
            service: { _, time in time < 3 ? .failed(throttled) : .seen(.inProgress) }
        )
        run.start(until: 120)
        let before = run.polls.filter { $0.at < 3 }
        let after = try #require(run.polls.first { $0.at > 3 })
        #expect(after.at >= (before.last?.at ?? 0) + 40)
    }

    @Test func `the end of an outage does not cut short a wait that was asked for`() throws {
        let asked = ExecutionKey.sample(99)
        var failure = PollFailure.unreachable
        failure.retryAfter = .seconds(120)
        let busy = failure
        var run = MachineRun(
            plan: .sample([asked] + (1...10).map { .sample($0) }),
            service: { key, time in
                if time > 20 { return .seen(.inProgress) }
                return .failed(key == asked ? busy : .unreachable)
            }
        )
        run.start(until: 300)
        let times = run.polls.filter { $0.key == asked }.map(\.at)
        let last = try #require(times.last { $0 <= 20 })
        let next = try #require(times.first { $0 > 20 })
        #expect(next >= last + 120)
    }

    @Test func `an unreasonable Retry-After is cut`() throws {
        var failure = PollFailure.throttled
        failure.retryAfter = .seconds(86_400 * 365)
        let throttled = failure
        var run = MachineRun(
            plan: .sample([key]),
            service: { _, time in time < 3 ? .failed(throttled) : .seen(.inProgress) }
        )
        run.start(until: 1_000)
        #expect(run.told() == ["InProgress"])
    }

    @Test func `an execution that is not found yet is waited for without alarm`() {
        var run = MachineRun(
            plan: .sample([key]),
            service: { _, time in time < 60 ? .failed(.notFound) : .seen(.inProgress) }
        )
        run.start(until: 200)
        #expect(run.notices == [.notFoundYet(key)])
        #expect(run.told() == ["InProgress"])
    }

    @Test func `an execution that stays unknown is trouble of its own`() throws {
        var run = MachineRun(plan: .sample([key]), service: { _, _ in .failed(.notFound) })
        run.start(until: 600)
        #expect(run.notices.count == 2)
        guard case .troubleBegan(let trouble, _)? = run.notices.last else {
            Issue.record("\(run.notices)")
            return
        }
        #expect(trouble.scope == .execution(key))
        #expect(run.summaries.last?.summary.trouble?.failure.code == PollFailure.notFound.code)
    }

    @Test func `a refusal is told once a pipeline, and again when its reason is new`() {
        let refused = { (message: String) in
            PollOutcome.failed(
                PollFailure(kind: .refused, code: "AccessDeniedException", message: message)
            )
        }
        var run = MachineRun(
            plan: .sample((1...30).map { .sample($0) }),
            service: { _, time in refused(time < 200 ? "no" : "still no") }
        )
        run.start(until: 600)
        #expect(run.notices.count == 2)
        guard case .troubleBegan? = run.notices.first, case .troubleChanged? = run.notices.last
        else {
            Issue.record("\(run.notices)")
            return
        }
    }

    @Test func `ever new reasons do not fill the log`() {
        var run = MachineRun(
            plan: .sample([key], maxInterval: .seconds(6)),
            service: { _, time in
                .failed(PollFailure(kind: .invalid, code: "Odd", message: "at \(time)"))
            }
        )
        run.start(until: 3_600)
        #expect(run.notices.count == 8)
    }

    @Test func `one connection in trouble does not slow another`() {
        let away = ConnectionID(account: "prod", region: "us-east-1")
        let there = ExecutionKey.sample(1)
        let gone = (2...40).map { ExecutionKey.sample($0, connection: away) }
        var run = MachineRun(
            plan: .sample([there] + gone, requestsPerSecond: 2),
            service: { asked, _ in
                asked.connection == away ? .failed(.unreachable) : .seen(.inProgress)
            }
        )
        run.start(until: 60)
        var alone = MachineRun(
            plan: .sample([there], requestsPerSecond: 2),
            service: { _, _ in .seen(.inProgress) }
        )
        alone.start(until: 60)
        #expect(
            run.polls.filter { $0.key == there }.map(\.at) == alone.polls.map(\.at)
        )
    }

    @Test func `a transition that cannot be kept is tried again and told in order`() {
        var run = MachineRun(
            plan: .sample([key]),
            service: { _, time in .seen(time < 20 ? .inProgress : time < 40 ? .stopping : .stopped)
            }
        )
        run.recordingFails = { $0 > 3 && $0 < 100 ? "disk full" : nil }
        run.start(until: 99)
        #expect(run.told() == ["InProgress"])
        #expect(run.notices == [.recordingFailed(reason: "disk full", waiting: 1)])
        #expect(run.summaries.last?.summary.recordingFailure == "disk full")
        run.run(until: 200)
        #expect(run.told() == ["InProgress", "InProgress>Stopping", "Stopping>Stopped"])
        guard case .recordingResumed(kept: 2, _)? = run.notices.last else {
            Issue.record("\(run.notices)")
            return
        }
        #expect(run.summaries.last?.summary.recordingFailure == nil)
    }
}
