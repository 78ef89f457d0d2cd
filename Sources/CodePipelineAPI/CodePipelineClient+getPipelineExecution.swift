internal import AWSAccess
internal import FoundationEssentials
internal import HTTPExchange
package import PipelineModel

extension CodePipelineClient {
    /// Asks for one execution (`GetPipelineExecution`).
    ///
    /// - Parameters:
    ///   - pipelineName: the pipeline's name.
    ///   - pipelineExecutionID: the execution's id, a lower-case UUID.
    ///   - known: the fingerprint of the last reply; one equal to it is not decoded again.
    ///   - timeout: the time allowed for the exchange.
    /// - Returns: the execution, or that nothing changed, or why neither is known.
    package func getPipelineExecution(
        pipelineName: String,
        pipelineExecutionID: String,
        unless known: ReplyFingerprint?,
        timeout: Duration
    ) async -> PollOutcome {
        let body = JSONObjectText(
            ("pipelineName", pipelineName),
            ("pipelineExecutionId", pipelineExecutionID)
        )
        do throws(PollFailure) {
            let reply = try await call("GetPipelineExecution", body: body.bytes, timeout: timeout)
            let fingerprint = ReplyFingerprint(of: reply.body)
            if fingerprint == known { return .unchanged }
            let execution = try Self.execution(in: reply)
            try Self.check(
                execution,
                isOf: pipelineName,
                pipelineExecutionID: pipelineExecutionID,
                in: reply
            )
            return .execution(execution, fingerprint)
        } catch {
            return .failed(error)
        }
    }

    private static func execution(in reply: HTTPReply) throws(PollFailure) -> PipelineExecution {
        let decoded = try? JSONDecoder().decode(
            GetPipelineExecutionReply.self,
            from: Data(reply.body)
        )
        guard let execution = decoded?.pipelineExecution else {
            throw PollFailure(
                kind: .transient,
                code: "MalformedReply",
                message: "the reply is not a pipeline execution with a status",
                requestID: reply.awsRequestID
            )
        }
        return execution
    }

    /// A cache or a proxy in between may give one caller the reply of another.
    private static func check(
        _ execution: PipelineExecution,
        isOf pipelineName: String,
        pipelineExecutionID: String,
        in reply: HTTPReply
    ) throws(PollFailure) {
        guard execution.pipelineName ?? pipelineName == pipelineName,
            execution.pipelineExecutionID ?? pipelineExecutionID == pipelineExecutionID
        else {
            throw PollFailure(
                kind: .transient,
                code: "UnexpectedReply",
                message: "the reply is about another execution than the one asked for",
                requestID: reply.awsRequestID
            )
        }
    }
}

extension ReplyFingerprint {
    init(of body: [UInt8]) {
        var hasher = Hasher()
        body.withUnsafeBytes { hasher.combine(bytes: $0) }
        self.init(value: UInt64(truncatingIfNeeded: hasher.finalize()))
    }
}
