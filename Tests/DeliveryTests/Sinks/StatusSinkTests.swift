import StateStore
import Synchronization
import Testing

@testable import Delivery

@Suite struct `The systemd sink` {
    @Test func `hands on the line without its time`() async throws {
        let (texts, text) = AsyncStream<String>.makeStream()
        let sink = StatusSink(name: "systemd") { text.yield($0) }
        try await sink.deliver(.sample(`A transition event`.full))
        let expected = TextFormat.message(for: TransitionEvent(`A transition event`.full))
        #expect(await texts.first { _ in true } == expected)
    }

    @Test func `gives up an event that is not readable`() async throws {
        let sink = StatusSink(name: "systemd") { _ in }
        let failure = DeliveryFailure(
            reason: "the recorded event is not readable",
            remedy: .giveUp(afterTries: 1)
        )
        await #expect(throws: failure) {
            try await sink.deliver(.row(1))
        }
    }
}
