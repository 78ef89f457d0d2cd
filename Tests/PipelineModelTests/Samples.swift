import PipelineModel

extension ConnectionID {
    static let sample = ConnectionID(region: "eu-west-1")
}

extension ExecutionKey {
    static func sample(
        _ number: Int,
        pipeline: String = "web",
        connection: ConnectionID = .sample
    ) -> ExecutionKey {
        let digits = String(number, radix: 16)
        let padding = String(repeating: "0", count: 12 - digits.count)
        return ExecutionKey(
            connection: connection,
            pipelineName: pipeline,
            executionID: "3137f7cb-7cf7-4a1b-8d3e-" + padding + digits
        )
    }
}

extension WatchPlan {
    static func sample(
        _ keys: [ExecutionKey],
        minInterval: Duration = .seconds(5),
        maxInterval: Duration = .seconds(60),
        requestsPerSecond: Double = 100,
        keepWatching: Duration = .seconds(1_800),
        records: [ExecutionKey: ExecutionRecord] = [:]
    ) -> WatchPlan {
        WatchPlan(
            pacing: PollPacing(
                minInterval: minInterval,
                maxInterval: maxInterval,
                multiplier: 1.5
            ),
            requestsPerSecond: requestsPerSecond,
            timeout: .seconds(10),
            keepWatching: keepWatching,
            items: keys.map { WatchPlan.Item(key: $0, record: records[$0]) }
        )
    }
}

extension PollFailure {
    static let unreachable = PollFailure(
        kind: .transient,
        code: "CannotConnect",
        message: "connection refused"
    )
    static let throttled = PollFailure(
        kind: .throttled,
        code: "ThrottlingException",
        message: "Rate exceeded"
    )
    static let notFound = PollFailure(
        kind: .notFound,
        code: "PipelineExecutionNotFoundException",
        message: "no such execution"
    )
}
