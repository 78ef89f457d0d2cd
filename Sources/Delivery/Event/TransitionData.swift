package import PipelineModel

/// The payload of a `TransitionEvent`: what GetPipelineExecution returned, and what is known
/// beyond it.
///
/// The members of AWS's `PipelineExecution` structure have the names of the API reference
/// (version 2015-07-09); one that the reply left out is left out here.
package struct TransitionData: Sendable, Equatable, Decodable {
    package var pipelineName: String
    package var pipelineExecutionId: String
    package var pipelineVersion: Int?
    package var status: String
    package var statusSummary: String?
    package var artifactRevisions: [Revision]?
    package var variables: [Variable]?
    package var trigger: Trigger?
    package var executionMode: String?
    package var executionType: String?
    package var rollbackMetadata: Rollback?

    /// The status before; JSON's `null` on first sight, never left out.
    package var previousStatus: String?
    /// Counted from 1; grows when a stage of an ended execution is retried.
    package var attempt: Int
    package var region: String
    /// The config's name for the connection; left out for the default one.
    package var account: String?
    /// The execution in the AWS console; left out where the console's host is not known.
    package var consoleURL: String?

    /// AWS's `ArtifactRevision`.
    package struct Revision: Sendable, Equatable, Codable {
        package var name: String?
        package var revisionId: String?
        package var revisionChangeIdentifier: String?
        package var revisionSummary: String?
        /// RFC 3339 with milliseconds, in UTC.
        package var created: String?
        package var revisionUrl: String?
    }

    /// AWS's `ResolvedPipelineVariable`.
    package struct Variable: Sendable, Equatable, Codable {
        package var name: String?
        package var resolvedValue: String?
    }

    /// AWS's `ExecutionTrigger`.
    package struct Trigger: Sendable, Equatable, Codable {
        package var triggerType: String?
        package var triggerDetail: String?
    }

    /// AWS's `PipelineRollbackMetadata`.
    package struct Rollback: Sendable, Equatable, Codable {
        package var rollbackTargetPipelineExecutionId: String?
    }
}

extension TransitionData {
    /// The payload that tells a transition.
    ///
    /// The names of pipeline and execution are those that were asked for, where the reply left
    /// them out.
    package init(_ transition: Transition, consoleURL: String?) {
        let key = transition.key
        let execution = transition.execution
        self.init(
            pipelineName: execution.pipelineName ?? key.pipelineName,
            pipelineExecutionId: execution.pipelineExecutionID ?? key.executionID,
            pipelineVersion: execution.pipelineVersion,
            status: transition.status.rawValue,
            statusSummary: execution.statusSummary,
            artifactRevisions: execution.artifactRevisions?.map(Revision.init),
            variables: execution.variables?.map { variable in
                Variable(name: variable.name, resolvedValue: variable.resolvedValue)
            },
            trigger: execution.trigger.map { trigger in
                Trigger(
                    triggerType: trigger.triggerType?.rawValue,
                    triggerDetail: trigger.triggerDetail
                )
            },
            executionMode: execution.executionMode?.rawValue,
            executionType: execution.executionType?.rawValue,
            rollbackMetadata: execution.rollbackMetadata.map { rollback in
                Rollback(
                    rollbackTargetPipelineExecutionId: rollback.rollbackTargetPipelineExecutionID
                )
            },
            previousStatus: transition.previousStatus?.rawValue,
            attempt: transition.attempt,
            region: key.connection.region,
            account: key.connection.account,
            consoleURL: consoleURL
        )
    }
}

extension TransitionData.Revision {
    fileprivate init(_ revision: ArtifactRevision) {
        self.init(
            name: revision.name,
            revisionId: revision.revisionID,
            revisionChangeIdentifier: revision.revisionChangeIdentifier,
            revisionSummary: revision.revisionSummary,
            created: revision.created.map(RFC3339.string),
            revisionUrl: revision.revisionURL
        )
    }
}
