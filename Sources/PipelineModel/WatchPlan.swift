/// What is to be watched, and how: the part of the config that the machine works by.
package struct WatchPlan: Sendable, Equatable {
    /// One execution, with what was known of it when the plan was made.
    package struct Item: Sendable, Equatable {
        package var key: ExecutionKey
        package var record: ExecutionRecord?

        package init(key: ExecutionKey, record: ExecutionRecord?) {
            self.key = key
            self.record = record
        }
    }

    package var pacing: PollPacing
    /// The most requests a second that one connection may make.
    package var requestsPerSecond: Double
    /// The time allowed for one poll.
    package var timeout: Duration
    /// How long an execution that has ended is polled on.
    package var keepWatching: Duration
    /// Without an execution twice.
    package var items: [Item]

    package init(
        pacing: PollPacing,
        requestsPerSecond: Double,
        timeout: Duration,
        keepWatching: Duration,
        items: [Item]
    ) {
        self.pacing = pacing
        self.requestsPerSecond = requestsPerSecond
        self.timeout = timeout
        self.keepWatching = keepWatching
        self.items = items
    }
}
