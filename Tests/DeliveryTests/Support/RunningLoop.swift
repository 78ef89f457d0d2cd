import StateStore
import Synchronization

@testable import Delivery

/// A delivery loop over fakes, and what it does as streams to wait for.
final class RunningLoop: Sendable {
    let outbox: MemoryOutbox
    let sink: ScriptedSink
    let sleep = HandCrankedSleep()
    let loop: DeliveryLoop
    private let facts: Facts

    private final class Facts: Sendable {
        let all = Mutex<[DeliveryReport.Fact]>([])
    }

    /// Makes a loop; without an argument for `random` each wait is the shortest it can be.
    init(
        _ rows: [PendingDelivery],
        _ sink: ScriptedSink = ScriptedSink(),
        random: Double = 0
    ) {
        let outbox = MemoryOutbox(rows)
        let sleep = sleep
        let facts = Facts()
        self.outbox = outbox
        self.sink = sink
        self.facts = facts
        loop = DeliveryLoop(
            sink: sink,
            outbox: outbox,
            surroundings: .init(
                now: { sleep.now },
                sleep: { try await sleep.sleep($0) },
                random: { random }
            ),
            report: { report in
                facts.all.withLock { $0.append(report.fact) }
            }
        )
    }

    /// What was reported so far.
    var reported: [DeliveryReport.Fact] {
        facts.all.withLock { $0 }
    }

    func start() -> Task<DeliveryLoop.Ending, Never> {
        Task { await loop.run() }
    }

    /// Runs until nothing is left to do at once.
    func runDrained() async -> DeliveryLoop.Ending {
        loop.drain()
        return await loop.run()
    }

    /// Waits for as many sleeps, ends each, and answers with their lengths.
    func endSleeps(_ count: Int) async -> [Duration] {
        var lengths: [Duration] = []
        for await length in sleep.begun.prefix(count) {
            lengths.append(length)
            sleep.end()
        }
        return lengths
    }
}
