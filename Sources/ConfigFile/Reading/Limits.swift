/// What the numbers of a config have to lie within; docs/config.schema.json says the same.
enum Limits {
    /// Below, a mistyped unit would be a flood of requests; above, nothing would be noticed.
    static let interval: ClosedRange<Duration> = .milliseconds(10) ... .days(1)
    static let multiplier = 1.0...10.0
    /// From one request in 100 seconds to far more than AWS lets pass.
    static let requestsPerSecond = 0.01...10_000.0
    static let timeout: ClosedRange<Duration> = .milliseconds(10) ... .seconds(300)
    static let keepWatching: ClosedRange<Duration> = .zero ... .days(365)
    static let keep: ClosedRange<Duration> = .seconds(1) ... .days(3_650)
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration {
        .seconds(count * 86_400)
    }
}
