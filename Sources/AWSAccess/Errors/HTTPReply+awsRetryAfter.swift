internal import FoundationEssentials
internal import HTTPExchange

extension HTTPReply {
    /// Longer waits are taken as this one: no service means to be left alone for days, and a
    /// number without bound is a fault that must not stop a watch for good.
    private static let longestWait = Duration.seconds(86_400)

    /// How long an AWS service asks to be left alone; `nil` where it does not, or not clearly.
    ///
    /// `x-amz-retry-after` (milliseconds) is AWS's own and comes before `Retry-After`.
    func awsRetryAfter(at now: Date) -> Duration? {
        let own = wholeNumber("x-amz-retry-after").map { Duration.milliseconds($0) }
        return (own ?? retryAfter(at: now)).map { min($0, Self.longestWait) }
    }
}
