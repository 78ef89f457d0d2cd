import StateStore
import Synchronization
import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1))) struct `The end of a delivery loop` {
    @Test func `comes at once when it has nothing to do`() async {
        let running = RunningLoop([])
        let task = running.start()
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(await RunningLoop([]).runDrained() == .drained)
    }

    @Test func `comes at once while it waits for another try`() async {
        let running = RunningLoop([.row(1)], ScriptedSink([.retry()]))
        let task = running.start()
        for await _ in running.sleep.begun.prefix(1) {}
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(running.sink.triedRows == [1])
    }

    @Test func `does not count a try that it broke off`() async {
        let sink = ScriptedSink([.retry("cancelled")]) { _ in
            await Signal().wait()
        }
        let running = RunningLoop([.row(1)], sink)
        let task = running.start()
        for await _ in sink.tries.prefix(1) {}
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(running.outbox.log.isEmpty)
        #expect(running.reported.isEmpty)
    }

    @Test func `never comes between a success and its record`() async {
        let running = RunningLoop(
            [.row(1), .row(2)],
            ScriptedSink { _ in withUnsafeCurrentTask { $0?.cancel() } }
        )
        let task = running.start()
        #expect(await task.value == .cancelled)
        #expect(running.sink.triedRows == [1])
        #expect(running.outbox.log == [.delivered(1)])
    }

    @Test func `when stopped, comes with the end of the try under way and without another`() async {
        let stop = Mutex<(@Sendable () -> Void)?>(nil)
        let running = RunningLoop(
            [.row(1), .row(2)],
            ScriptedSink { _ in stop.withLock { $0?() } }
        )
        stop.withLock { $0 = { [loop = running.loop] in loop.stop() } }
        #expect(await running.start().value == .drained)
        #expect(running.sink.triedRows == [1])
        #expect(running.outbox.log == [.delivered(1)])
    }

    @Test func `when draining, comes after one more try of what failed`() async {
        let running = RunningLoop([.row(1), .row(2)], ScriptedSink([.retry(), nil, .retry()]))
        let task = running.start()
        for await _ in running.sleep.begun.prefix(1) {}
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(running.sink.triedRows == [1, 1, 2])
        #expect(running.outbox.log.last == .failed(2, "down"))
    }

    @Test func `when draining, comes without a wait where the outbox fails`() async {
        for counter in [\MemoryOutbox.State.failingReads, \.failingSettlements] {
            let running = RunningLoop([.row(1)])
            running.outbox.state.withLock { $0[keyPath: counter] = .max }
            #expect(await running.runDrained() == .drained)
            #expect(running.reported == [.failing(.outbox, reason: "the disk is full")])
        }
    }
}
