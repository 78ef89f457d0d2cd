import StateStore
import Synchronization
import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1))) struct `A delivery loop` {
    @Test func `delivers everything once and in order`() async {
        let running = RunningLoop((1...40).map(PendingDelivery.row))
        #expect(await running.runDrained() == .drained)
        #expect(running.sink.triedRows == Array(1...40))
        #expect(running.outbox.log == (1...40).map { .delivered($0) })
        #expect(running.reported.isEmpty)
    }

    @Test func `holds back what comes after an event that fails`() async {
        let sink = ScriptedSink([.retry("a"), .retry("b"), nil])
        let running = RunningLoop([.row(1), .row(2)], sink)
        let task = running.start()
        #expect(await running.endSleeps(2) == [.milliseconds(500), .seconds(1)])
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(sink.triedRows == [1, 1, 1, 2])
        #expect(
            running.outbox.log == [.failed(1, "a"), .failed(1, "b"), .delivered(1), .delivered(2)]
        )
    }

    @Test func `waits longer each time, and from the start again for the next event`() async {
        let script: [DeliveryFailure?] = [.retry(), .retry(), .retry(), nil, .retry()]
        let running = RunningLoop([.row(1), .row(2)], ScriptedSink(script), random: 1)
        let task = running.start()
        let lengths = await running.endSleeps(4)
        #expect(lengths == [.seconds(1), .seconds(2), .seconds(4), .seconds(1)])
        running.loop.drain()
        _ = await task.value
    }

    @Test func `waits as long as the sink asks for, where that is longer`() async {
        let script: [DeliveryFailure?] = [.retry(after: .seconds(90)), .retry(after: .zero)]
        let running = RunningLoop([.row(1)], ScriptedSink(script))
        let task = running.start()
        #expect(await running.endSleeps(2) == [.seconds(90), .seconds(1)])
        running.loop.drain()
        _ = await task.value
    }

    @Test func `buries an event that is refused often enough in a row, and goes on`() async {
        let refusal = DeliveryFailure.giveUp(afterTries: 2)
        let sink = ScriptedSink([refusal, .retry("down"), refusal, refusal, nil])
        let running = RunningLoop([.row(1), .row(2)], sink)
        let task = running.start()
        _ = await running.endSleeps(3)
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(sink.triedRows == [1, 1, 1, 1, 2])
        #expect(running.outbox.log.suffix(2) == [.buried(1, "refused"), .delivered(2)])
        #expect(running.reported.contains(.gaveUp(eventID: "event-1", reason: "refused")))
    }

    @Test func `buries at once what can never be delivered`() async {
        let sink = ScriptedSink([.giveUp(afterTries: 1)])
        let running = RunningLoop([.row(1), .row(2)], sink)
        #expect(await running.runDrained() == .drained)
        #expect(running.outbox.log == [.buried(1, "refused"), .delivered(2)])
        #expect(running.reported == [.gaveUp(eventID: "event-1", reason: "refused")])
    }

    @Test func `ends where the sink is closed, and keeps the event`() async {
        let closed = DeliveryFailure(reason: "gone", remedy: .closed)
        let running = RunningLoop([.row(1), .row(2)], ScriptedSink([closed]))
        #expect(await running.loop.run() == .closed)
        #expect(running.sink.triedRows == [1])
        #expect(running.outbox.log.isEmpty)
        #expect(running.reported == [.closed(reason: "gone")])
    }

    @Test func `sleeps without work until it is poked`() async {
        let running = RunningLoop([])
        let task = running.start()
        var tries = running.sink.tries.makeAsyncIterator()
        for id in Int64(1)...3 {
            running.outbox.add(.row(id))
            running.loop.poke()
            #expect(await tries.next() == id)
        }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test func `misses nothing that is added while it looks`() async {
        let running = RunningLoop([])
        let added = Mutex<Int64>(0)
        let outbox = running.outbox
        let loop = running.loop
        outbox.state.withLock { state in
            state.onEmptyRead = {
                let id = added.withLock { count in
                    count += 1
                    return count
                }
                guard id <= 100 else { return }
                outbox.add(.row(id))
                loop.poke()
            }
        }
        let task = running.start()
        var tried: [Int64] = []
        for await id in running.sink.tries.prefix(100) { tried.append(id) }
        #expect(tried == Array(1...100))
        task.cancel()
        _ = await task.value
    }

    @Test func `drops an event that was discarded while it waited`() async {
        let running = RunningLoop([.row(1), .row(2)], ScriptedSink([.retry()]))
        let task = running.start()
        for await _ in running.sleep.begun.prefix(1) {}
        running.outbox.state.withLock { $0.rows.removeAll { $0.id == 1 } }
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(running.sink.triedRows == [1, 2])
    }
}
