import PipelineModel
import Testing
import WatchLoop

/// The one test target that waits for the real clock: it is what is tested.
@Suite(.timeLimit(.minutes(1))) struct WakeTimerTests {
    @Test func `it fires at the time it was armed for, on the clock that the loop reads`() async {
        let fired = Mailbox<Instant>()
        let timer = DispatchWakeTimer { fired.post(SystemClocks.now().instant) }
        let due = SystemClocks.now().instant.advanced(by: .milliseconds(20))
        timer.arm(for: due)
        let times = await fired.next() ?? []
        #expect(times.count == 1)
        #expect(times.allSatisfy { $0 >= due })
    }

    @Test func `a time that has passed makes it fire at once`() async {
        let fired = Mailbox<Void>()
        let timer = DispatchWakeTimer { fired.post(()) }
        timer.arm(for: SystemClocks.now().instant.advanced(by: .seconds(-10)))
        #expect(await fired.next() != nil)
        timer.arm(for: Instant(nanoseconds: -1))
        #expect(await fired.next() != nil)
    }

    @Test func `arming again replaces the time before`() async {
        let fired = Mailbox<Instant>()
        let timer = DispatchWakeTimer { fired.post(SystemClocks.now().instant) }
        let start = SystemClocks.now().instant
        timer.arm(for: start.advanced(by: .seconds(3_600)))
        timer.arm(for: start.advanced(by: .milliseconds(10)))
        #expect(await fired.next()?.count == 1)
    }

    @Test func `the wall clock is read in milliseconds since 1970`() {
        // 2020-01-01 to 2100-01-01
        let range = Int64(1_577_836_800_000)...4_102_444_800_000
        #expect(range.contains(SystemClocks.now().time.milliseconds))
    }
}
