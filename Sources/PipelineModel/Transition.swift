/// One change of an execution's status: the fact that is told.
package struct Transition: Sendable, Equatable {
    package var key: ExecutionKey
    /// `nil` on first sight.
    package var previousStatus: ExecutionStatus?
    package var status: ExecutionStatus
    /// Counted from 1; grows when a stage of an ended execution is retried.
    package var attempt: Int
    /// How often this attempt has now been in this status: 1, unless it came back to it.
    package var occurrence: Int
    /// When the poll that saw it was answered.
    package var observedAt: Timestamp
    /// The execution as that poll described it.
    package var execution: PipelineExecution

    package init(
        key: ExecutionKey,
        previousStatus: ExecutionStatus?,
        status: ExecutionStatus,
        attempt: Int,
        occurrence: Int = 1,
        observedAt: Timestamp,
        execution: PipelineExecution
    ) {
        self.key = key
        self.previousStatus = previousStatus
        self.status = status
        self.attempt = attempt
        self.occurrence = occurrence
        self.observedAt = observedAt
        self.execution = execution
    }
}
