/// How long to wait before the next poll of an execution.
///
/// All waits are nanoseconds. Randomness is a number that the caller draws, so that the same
/// execution polls at the same times in every run and a test can say what it expects.
package struct PollPacing: Sendable, Equatable {
    package let minInterval: Int64
    package let maxInterval: Int64
    package let multiplier: Double
    /// What falls due within this time is polled together.
    ///
    /// Each wake-up costs more than the polls that share it. A twentieth of the shortest interval, at most 250 ms.
    package let window: Int64

    package init(minInterval: Duration, maxInterval: Duration, multiplier: Double) {
        self.minInterval = max(1, minInterval.wholeNanoseconds)
        self.maxInterval = max(self.minInterval, maxInterval.wholeNanoseconds)
        self.multiplier = max(1, multiplier)
        window = min(self.minInterval / 20, 250_000_000)
    }

    /// The interval after one in which nothing changed.
    package func lengthened(_ interval: Int64) -> Int64 {
        let next = Double(interval) * multiplier
        return next >= Double(maxInterval) ? maxInterval : max(minInterval, Int64(next))
    }

    /// An interval brought within the limits, as a reload asks for.
    package func limited(_ interval: Int64) -> Int64 {
        min(max(interval, minInterval), maxInterval)
    }

    /// An interval with a little added, so that executions that started together drift apart.
    ///
    /// The window is added first: a poll that joins an earlier wake-up still comes no sooner than
    /// the interval. The result exceeds `maxInterval` by the window at most.
    package func spread(_ interval: Int64, random: UInt64) -> Int64 {
        let lowest = limited(interval) + window
        let highest = min(lowest + lowest / 20, maxInterval)
        if highest > lowest {
            return lowest + Self.part(of: highest - lowest, random: random)
        }
        return max(minInterval, maxInterval - maxInterval / 20)
            + Self.part(of: min(maxInterval / 20, maxInterval - minInterval), random: random)
    }

    /// The wait after the `failures`th failure in a row: full jitter, as AWS's architecture blog
    /// calls it (a random part of a limit that doubles), with `maxInterval` as the limit's limit.
    package func afterFailure(_ failures: Int, random: UInt64) -> Int64 {
        let doublings = min(max(failures, 1), 32)
        let limit = min(Double(minInterval) * Double(1 << doublings), Double(maxInterval))
        return Self.part(of: Int64(limit), random: random)
    }

    private static func part(of whole: Int64, random: UInt64) -> Int64 {
        Int64(UInt64(max(0, whole)).multipliedFullWidth(by: random).high)
    }
}

/// A small stream of random numbers (SplitMix64 by Sebastiano Vigna), the same for the same seed.
package struct Jitter: Sendable, Equatable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// Seeds the stream from a name (FNV-1a), so that it is the same after a restart.
    package init(name: String) {
        state = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
