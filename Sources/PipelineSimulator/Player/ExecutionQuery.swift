/// What a GetPipelineExecution request asks for.
package struct ExecutionQuery: Sendable, Hashable {
    package var pipelineName: String
    package var executionID: String

    package init(pipelineName: String, executionID: String) {
        self.pipelineName = pipelineName
        self.executionID = executionID
    }
}
