import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1))) struct `A signal` {
    @Test func `stays raised for who comes later`() async {
        let signal = Signal()
        signal.raise()
        await signal.wait()
        await signal.wait()
        #expect(signal.isRaised)
    }

    @Test func `is lowered until it is raised again`() async {
        let signal = Signal()
        signal.raise()
        signal.lower()
        #expect(!signal.isRaised)
        async let wait: Void = signal.wait()
        signal.raise()
        await wait
    }

    @Test func `lets a cancelled task go, and is not raised by that`() async {
        let signal = Signal()
        let task = Task { await signal.wait() }
        task.cancel()
        await task.value
        #expect(!signal.isRaised)
        async let wait: Void = signal.wait()
        signal.raise()
        await wait
    }

    @Test func `loses no wake-up to a race`() async {
        for _ in 0..<2000 {
            let signal = Signal()
            async let waiting: Void = signal.wait()
            async let raising: Void = signal.raise()
            _ = await (waiting, raising)
        }
    }
}
