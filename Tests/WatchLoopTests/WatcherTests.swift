import PipelineModel
import Testing
import WatchLoop

@Suite(.timeLimit(.minutes(1))) struct WatcherTests {
    /// A watcher with everything around it in the test's hands.
    struct Bench {
        let watcher: Watcher
        let timer: HandCrankedTimer
        let service = AskedService()
        let recorder = MemoryRecorder()
        let reporter = ReportRecorder()

        init(_ keys: [ExecutionKey], heartbeat: Duration? = nil) {
            let fire = Mailbox<Void>()
            let timer = HandCrankedTimer { fire.post(()) }
            self.timer = timer
            var onFire: (@Sendable () -> Void)?
            watcher = Watcher(
                initial: Watcher.Change(plan: .sample(keys), poller: service),
                recorder: recorder,
                reporter: reporter,
                heartbeat: heartbeat,
                now: { timer.now },
                makeTimer: {
                    onFire = $0
                    return timer
                }
            )
            if let onFire {
                Task { while await fire.next() != nil { onFire() } }
            }
        }

        /// Awaits the orders of that many polls.
        func orders(_ count: Int) async -> [PollOrder] {
            var orders: [PollOrder] = []
            while orders.count < count {
                orders += await service.orders.next() ?? []
            }
            return orders
        }

        /// Awaits that many recorded transitions.
        func transitions(_ count: Int) async -> [Transition] {
            var transitions: [Transition] = []
            while transitions.count < count {
                for batch in await recorder.kept.next() ?? [] {
                    transitions += batch.map(\.transition)
                }
            }
            return transitions
        }
    }

    static let key = ExecutionKey(
        connection: ConnectionID(region: "eu-west-1"),
        pipelineName: "web",
        executionID: "1"
    )

    static func seen(_ status: ExecutionStatus) -> PollOutcome {
        .execution(PipelineExecution(status: status), ReplyFingerprint(value: 1))
    }

    /// Runs the watcher while the body looks at it, and stops it then.
    func run(_ bench: Bench, _ body: () async throws -> Void) async rethrows {
        async let running: Void = bench.watcher.run()
        try await body()
        bench.watcher.stop()
        await running
    }

    @Test func `a change is polled, recorded once, and polled on`() async {
        let bench = Bench([Self.key])
        await run(bench) {
            let first = await bench.orders(1)
            #expect(first.map(\.key) == [Self.key])
            #expect(first[0].known == nil)
            bench.service.answer(first[0].execution, Self.seen(.inProgress))
            #expect(await bench.transitions(1).map(\.status) == [.inProgress])
            bench.timer.advance(by: .seconds(6))
            let second = await bench.orders(1)
            #expect(second[0].known == ReplyFingerprint(value: 1))
            bench.service.answer(second[0].execution, Self.seen(.failed))
            let told = await bench.transitions(1)
            #expect(told.map(\.previousStatus) == [.inProgress])
            #expect(told.map(\.status) == [.failed])
        }
    }

    @Test func `it is ready before the first answer`() async {
        let bench = Bench([Self.key])
        await run(bench) {
            #expect(await bench.reporter.reports.next() == [.ready])
        }
    }

    @Test func `the heartbeat goes on while a poll hangs within its time`() async {
        let bench = Bench([Self.key], heartbeat: .seconds(5))
        await run(bench) {
            _ = await bench.orders(1)
            #expect(await bench.reporter.reports.next() == [.ready])
            bench.timer.advance(by: .seconds(5))
            #expect(await bench.reporter.reports.next() == [.heartbeat])
        }
    }

    @Test func `what cannot be kept is told when it can`() async {
        let bench = Bench([Self.key])
        bench.recorder.refuse("disk full")
        await run(bench) {
            let order = await bench.orders(1)[0]
            bench.service.answer(order.execution, Self.seen(.failed))
            var reports: [ReportRecorder.Report] = []
            while reports.count < 2 { reports += await bench.reporter.reports.next() ?? [] }
            #expect(reports.last == .notice(.recordingFailed(reason: "disk full", waiting: 1)))
            bench.recorder.refuse(nil)
            bench.timer.advance(by: .seconds(2))
            #expect(await bench.transitions(1).map(\.status) == [.failed])
        }
    }

    @Test func `a change of the config is polled its own way`() async {
        let bench = Bench([Self.key])
        let other = ExecutionKey(
            connection: ConnectionID(account: "prod", region: "us-east-1"),
            pipelineName: "api",
            executionID: "2"
        )
        let otherService = AskedService()
        await run(bench) {
            _ = await bench.orders(1)
            bench.watcher.change(
                to: Watcher.Change(plan: .sample([other]), poller: otherService)
            )
            let orders = await otherService.orders.next() ?? []
            #expect(orders.map(\.key) == [other])
        }
    }

    @Test func `stopping does not wait for polls on the way`() async {
        let bench = Bench([Self.key])
        await run(bench) { _ = await bench.orders(1) }
    }

    @Test func `cancelling the task stops it`() async {
        let bench = Bench([Self.key])
        let task = Task { await bench.watcher.run() }
        _ = await bench.orders(1)
        task.cancel()
        await task.value
    }
}

extension WatchPlan {
    fileprivate static func sample(_ keys: [ExecutionKey]) -> WatchPlan {
        WatchPlan(
            pacing: PollPacing(
                minInterval: .seconds(5),
                maxInterval: .seconds(60),
                multiplier: 1.5
            ),
            requestsPerSecond: 100,
            timeout: .seconds(10),
            keepWatching: .seconds(600),
            items: keys.map { WatchPlan.Item(key: $0, record: nil) }
        )
    }
}
