/// A reading of the monotonic clock, which schedules: it never steps, and stands still while the
/// machine is suspended (CLOCK_MONOTONIC on Linux).
package struct Instant: Sendable, Hashable {
    /// Nanoseconds since an arbitrary start.
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }
}

extension Instant: InstantProtocol {
    package func advanced(by duration: Duration) -> Instant {
        Instant(nanoseconds: nanoseconds &+ duration.wholeNanoseconds)
    }

    package func duration(to other: Instant) -> Duration {
        .nanoseconds(other.nanoseconds &- nanoseconds)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Duration {
    /// The duration in nanoseconds, limited to what 64 bits hold (292 years).
    package var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min / 2 : .max / 2 }
        return scaled &+ attoseconds / 1_000_000_000
    }

    /// The duration in seconds.
    package var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}

/// A moment of the calendar, which is told to people and kept in files: the wall clock.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package func advanced(by duration: Duration) -> Timestamp {
        Timestamp(milliseconds: milliseconds &+ duration.wholeNanoseconds / 1_000_000)
    }

    package func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.milliseconds &- milliseconds)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// One reading of both clocks.
package struct Moment: Sendable, Equatable {
    package let instant: Instant
    package let time: Timestamp

    package init(instant: Instant, time: Timestamp) {
        self.instant = instant
        self.time = time
    }

    /// The calendar's reading at another instant, if nobody sets the clock in between.
    package func time(at other: Instant) -> Timestamp {
        time.advanced(by: instant.duration(to: other))
    }
}
