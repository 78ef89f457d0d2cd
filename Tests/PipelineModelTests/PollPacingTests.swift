import PipelineModel
import Testing

@Suite struct PollPacingTests {
    let pacing = PollPacing(minInterval: .seconds(5), maxInterval: .seconds(60), multiplier: 1.5)

    @Test func `the interval grows by the multiplier up to the longest`() {
        var interval = pacing.minInterval
        var seconds: [Double] = []
        for _ in 0..<9 {
            seconds.append(Double(interval) / 1e9)
            interval = pacing.lengthened(interval)
        }
        #expect(
            seconds == [5, 7.5, 11.25, 16.875, 25.3125, 37.96875, 56.953125, 60, 60]
        )
    }

    @Test func `a poll that joins an earlier wake-up still comes no sooner than the interval`() {
        var jitter = Jitter(seed: 1)
        var interval = pacing.minInterval
        while interval < pacing.maxInterval {
            for _ in 0..<100 {
                let wait = pacing.spread(interval, random: jitter.next())
                #expect(wait - pacing.window >= interval || wait >= pacing.maxInterval * 19 / 20)
                #expect(wait <= pacing.maxInterval + pacing.window)
            }
            interval = pacing.lengthened(interval)
        }
    }

    @Test func `executions that start together drift apart, and in the same way in every run`() {
        let waits = (0..<100).map { number in
            var jitter = Jitter(name: ExecutionKey.sample(number).executionID)
            return pacing.spread(pacing.minInterval, random: jitter.next())
        }
        #expect(Set(waits).count > 95)
        var again = Jitter(name: ExecutionKey.sample(7).executionID)
        #expect(pacing.spread(pacing.minInterval, random: again.next()) == waits[7])
    }

    @Test func `intervals that are all the same are kept`() {
        let pacing = PollPacing(
            minInterval: .seconds(5),
            maxInterval: .seconds(5),
            multiplier: 1
        )
        #expect(pacing.lengthened(pacing.minInterval) == pacing.minInterval)
        #expect(pacing.spread(pacing.minInterval, random: .max) == pacing.minInterval)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 40])
    func `the wait after a failure is a random part of a limit that doubles`(_ failures: Int) {
        let limit = min(5e9 * Double(1 << min(failures, 30)), 60e9)
        #expect(pacing.afterFailure(failures, random: 0) == 0)
        #expect(abs(Double(pacing.afterFailure(failures, random: .max)) - limit) < 2)
        #expect(abs(Double(pacing.afterFailure(failures, random: .max / 2)) - limit / 2) < 2)
    }

    @Test func `the window is a twentieth of the shortest interval, at most 250 ms`() {
        #expect(pacing.window == 250_000_000)
        let fast = PollPacing(
            minInterval: .milliseconds(100),
            maxInterval: .seconds(1),
            multiplier: 2
        )
        #expect(fast.window == 5_000_000)
    }
}
