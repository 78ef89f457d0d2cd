/// How long to wait after a failed try.
package struct Backoff: Sendable, Equatable {
    /// The wait after the first failure.
    package var first: Duration
    /// The wait is never longer than this, however many tries have failed.
    package var longest: Duration

    package init(first: Duration = .seconds(1), longest: Duration = .seconds(3600)) {
        self.first = first
        self.longest = longest
    }

    /// The wait after a number of failures in a row: twice as long each time.
    ///
    /// It lies between half and all of that, so that what failed together is not tried together
    /// again.
    ///
    /// - Parameters:
    ///   - failures: how many tries have failed; 1 or more.
    ///   - random: from 0 up to 1; where in the upper half the wait lies.
    /// - Returns: the wait.
    package func wait(afterFailures failures: Int, random: Double) -> Duration {
        var whole = min(first, longest)
        var doublings = min(failures - 1, 62)
        while doublings > 0, whole < longest {
            whole = min(whole * 2, longest)
            doublings -= 1
        }
        return whole / 2 + whole / 2 * random
    }
}
