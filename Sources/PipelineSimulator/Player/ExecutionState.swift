package import PipelineModel

/// What an execution, or many alike, is like between two steps, with the reply already rendered.
///
/// All executions of one script share it: only the id differs from reply to reply, and goes
/// between two pieces of bytes that never change.
package final class ExecutionState: Sendable {
    /// Without the execution's id.
    package let execution: PipelineExecution
    let replyBeforeID: [UInt8]
    let replyAfterID: [UInt8]

    package init(_ execution: PipelineExecution) {
        self.execution = execution
        let members = ExecutionReply.members(of: execution)
        replyBeforeID = Array(#"{"pipelineExecution":{"pipelineExecutionId":""#.utf8)
        // The members are an object of their own, and never an empty one: the status is there.
        replyAfterID = Array(#"","#.utf8) + members.dropFirst() + Array("}".utf8)
    }

    /// The body of the reply for one execution; its id needs no escaping.
    func reply(id: String) -> [UInt8] {
        replyBeforeID + id.utf8 + replyAfterID
    }
}

extension ExecutionState: Equatable {
    package static func == (left: ExecutionState, right: ExecutionState) -> Bool {
        left === right || left.execution == right.execution
    }
}
