/// How many requests a connection may make: never more than its rate in any second, fewer once
/// the service throttles.
///
/// A log of the last requests rather than a token bucket: a full bucket lets a second's worth of
/// requests pass on top of the rate, and the limit is meant to hold for every second there is.
package struct RequestBudget: Sendable {
    /// Two requests that leave a second apart may arrive closer than that, so a second is counted
    /// a tenth too long: the limit is meant where it is counted, at the service.
    private static let second = 1.1e9
    /// So many bursts make up a second; below so many requests a second each goes by itself.
    private static let burstsASecond = 10.0
    /// A throttle leaves this part of the rate, as the adaptive mode of AWS's SDKs does.
    private static let cut = 0.7
    /// The slowest that throttling makes it, in requests a second, as in AWS's SDKs.
    private static let floor = 0.5
    /// Winning back the whole rate from nothing takes this long.
    private static let recovery = 60.0

    /// The configured rate, in requests a second.
    package private(set) var limit: Double
    /// The rate now, in requests a second.
    package private(set) var rate: Double

    /// When the last requests were made, the latest at `latest`; as many as the limit allows at
    /// once.
    private var log: [Int64]
    private var latest: Int
    private var changedAt: Instant?

    /// - Parameter requestsPerSecond: the limit, above 0.
    package init(requestsPerSecond: Double) {
        limit = requestsPerSecond
        rate = requestsPerSecond
        log = Array(repeating: .min / 2, count: Self.count(at: requestsPerSecond))
        latest = 0
    }

    /// The earliest time at which the next request may be made.
    package var availableAt: Instant {
        let second = earliest(Self.count(at: rate), in: max(Self.second / rate, Self.second))
        // A second's worth at once would pass for more than that where some of it is held up on
        // the way, and be answered all at once.
        let burst = max(1, Int(rate / Self.burstsASecond))
        return max(second, earliest(burst, in: Self.second * Double(burst) / rate))
    }

    /// When one more request makes no more than that many in a time, in nanoseconds.
    private func earliest(_ count: Int, in span: Double) -> Instant {
        let back = min(count, log.count) - 1
        return Instant(nanoseconds: log[(latest + log.count - back) % log.count] + Int64(span))
    }

    /// The requests a second that can be made on and on.
    package var sustainedRate: Double {
        rate * 1e9 / Self.second
    }

    /// Takes note of a request.
    package mutating func spend(at now: Instant) {
        latest = (latest + 1) % log.count
        log[latest] = now.nanoseconds
    }

    /// The service asked for fewer requests.
    package mutating func throttled(at now: Instant) {
        rate = min(limit, max(rate * Self.cut, min(Self.floor, limit)))
        changedAt = now
    }

    /// The service answered.
    package mutating func succeeded(at now: Instant) {
        guard rate < limit, let since = changedAt else { return }
        let seconds = Double(now.nanoseconds - since.nanoseconds) / 1e9
        rate = min(limit, rate + limit * seconds / Self.recovery)
        changedAt = now
    }

    /// Takes on another limit, and forgets no request that counts under it.
    package mutating func change(requestsPerSecond: Double) {
        guard requestsPerSecond != limit else { return }
        var changed = RequestBudget(requestsPerSecond: requestsPerSecond)
        let kept = min(log.count, changed.log.count)
        for back in stride(from: kept - 1, through: 0, by: -1) {
            changed.spend(
                at: Instant(nanoseconds: log[(latest + log.count - back) % log.count])
            )
        }
        self = changed
    }

    private static func count(at rate: Double) -> Int {
        max(1, Int(min(rate.rounded(.up), 100_000)))
    }
}
