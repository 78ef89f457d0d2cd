/// Something that goes wrong for a while, with every request or with some.
package struct Fault: Sendable, Equatable {
    /// What goes wrong, by the names of the scenario file.
    package enum Kind: Sendable, Equatable {
        /// 400 `ThrottlingException`.
        case throttling
        /// 500 `InternalFailure`.
        case internalError
        /// 503 with a page of HTML, as a load balancer answers.
        case unavailable
        /// The connection is reset (RST) instead of an answer.
        case reset
        /// No answer ever; the connection stays open.
        case hang
        /// The answer comes in pieces of `bytes`, one each `interval`.
        case slow(interval: Duration, bytes: Int)
        /// The connection ends half-way through the body that `Content-Length` announced.
        case truncated
        /// 200 with a body that stops in the middle of the JSON.
        case malformedJSON
        /// The true answer but for its status.
        case unknownStatus(String)
        /// 400 `PipelineExecutionNotFoundException`.
        case notFound
        /// 400 `ExpiredTokenException`.
        case expiredToken
        /// 400 `AccessDeniedException`.
        case accessDenied
        /// 200 without a body.
        case emptyBody
        /// The true answer but for its execution id.
        case wrongExecution
        /// Nobody listens: connections are refused, and open ones are closed.
        case closed
    }

    /// Which requests it can strike.
    package struct Scope: Sendable, Equatable {
        /// `nil` for every pipeline.
        package var pipeline: String?
        /// `nil` for every execution.
        package var execution: String?

        package init(pipeline: String? = nil, execution: String? = nil) {
            self.pipeline = pipeline
            self.execution = execution
        }

        package func holds(_ query: ExecutionQuery) -> Bool {
            (pipeline == nil || pipeline == query.pipelineName)
                && (execution == nil || execution == query.executionID)
        }
    }

    package var kind: Kind
    package var from: Duration
    /// The first moment without it; `nil` for never.
    package var until: Duration?
    /// How many times it strikes at most; `nil` for any number.
    package var count: Int?
    /// How likely it strikes a request, above 0 and up to 1.
    package var probability: Double
    /// Decides, with the order of the requests, which of them it strikes.
    package var seed: UInt64
    package var scope: Scope
    /// Sent as `Retry-After`, in whole seconds, with an answer that is a refusal.
    package var retryAfter: Duration?

    package init(
        _ kind: Kind,
        from: Duration = .zero,
        until: Duration? = nil,
        count: Int? = nil,
        probability: Double = 1,
        seed: UInt64 = 0,
        scope: Scope = Scope(),
        retryAfter: Duration? = nil
    ) {
        self.kind = kind
        self.from = from
        self.until = until
        self.count = count
        self.probability = probability
        self.seed = seed
        self.scope = scope
        self.retryAfter = retryAfter
    }

    /// Whether the moment lies within its time.
    package func isDue(at time: Duration) -> Bool {
        guard time >= from else { return false }
        guard let until else { return true }
        return time < until
    }
}
