import Testing

@testable import Delivery

@Suite struct `The wait after a failed try` {
    @Test(arguments: [
        (1, Duration.seconds(1)), (2, .seconds(2)), (3, .seconds(4)), (4, .seconds(8)),
        (12, .seconds(2048)), (13, .seconds(3600)), (14, .seconds(3600)), (.max, .seconds(3600)),
        (0, .seconds(1)),
    ])
    func `doubles up to an hour, and is drawn from its upper half`(
        failures: Int,
        whole: Duration
    ) {
        let backoff = Backoff()
        #expect(backoff.wait(afterFailures: failures, random: 0) == whole / 2)
        #expect(backoff.wait(afterFailures: failures, random: 0.5) == whole * 0.75)
        #expect(backoff.wait(afterFailures: failures, random: 1) == whole)
    }

    @Test func `is never longer than the longest`() {
        let backoff = Backoff(first: .seconds(60), longest: .seconds(10))
        #expect(backoff.wait(afterFailures: 1, random: 1) == .seconds(10))
    }
}
