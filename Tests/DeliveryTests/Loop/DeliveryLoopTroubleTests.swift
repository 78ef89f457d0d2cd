import StateStore
import Synchronization
import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1))) struct `A delivery loop in trouble` {
    @Test func `tells a failure once, another reason, and the end with its measure`() async {
        let script: [DeliveryFailure?] = [.retry("a"), .retry("a"), .retry("b"), .retry("b"), nil]
        let running = RunningLoop((1...3).map(PendingDelivery.row), ScriptedSink(script), random: 1)
        let task = running.start()
        _ = await running.endSleeps(4)
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(
            running.reported == [
                .failing(.sink, reason: "a"),
                .reasonChanged(.sink, reason: "b"),
                .recovered(.sink, .init(failedTries: 4, lasted: .seconds(15), waiting: 3)),
            ]
        )
    }

    @Test func `sends an event once, however often its record fails`() async {
        let running = RunningLoop([.row(1), .row(2)], random: 1)
        running.outbox.state.withLock { $0.failingSettlements = 3 }
        let task = running.start()
        #expect(await running.endSleeps(3) == [.seconds(1), .seconds(2), .seconds(4)])
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(running.sink.triedRows == [1, 2])
        #expect(running.outbox.log == [.delivered(1), .delivered(2)])
        #expect(
            running.reported == [
                .failing(.outbox, reason: "the disk is full"),
                .recovered(.outbox, .init(failedTries: 3, lasted: .seconds(7))),
            ]
        )
    }

    @Test func `looks again after a wait where the outbox cannot be read`() async {
        let running = RunningLoop([.row(1)], random: 1)
        running.outbox.state.withLock { $0.failingReads = 2 }
        let task = running.start()
        #expect(await running.endSleeps(2) == [.seconds(1), .seconds(2)])
        running.loop.drain()
        #expect(await task.value == .drained)
        #expect(running.outbox.log == [.delivered(1)])
        #expect(
            running.reported == [
                .failing(.outbox, reason: "the disk is full"),
                .recovered(.outbox, .init(failedTries: 2, lasted: .seconds(3))),
            ]
        )
    }

    @Test func `tells of a full disk once, though it can be read between the tries`() async {
        let running = RunningLoop([.row(1)], ScriptedSink([.retry(), .retry(), .retry()]))
        running.outbox.state.withLock { $0.failingCounts = 3 }
        let task = running.start()
        let lengths = await running.endSleeps(3)
        running.loop.drain()
        #expect(await task.value == .drained)
        let lasted = lengths.reduce(.zero, +)
        #expect(
            running.reported == [
                .failing(.sink, reason: "down"),
                .failing(.outbox, reason: "the disk is full"),
                .recovered(.outbox, .init(failedTries: 3, lasted: lasted)),
                .recovered(.sink, .init(failedTries: 3, lasted: lasted, waiting: 1)),
            ]
        )
    }
}
