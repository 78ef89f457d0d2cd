import FoundationEssentials
import PipelineModel

/// Writes an execution as GetPipelineExecution does: under AWS's names, what is not there left
/// out, and moments as seconds since 1970.
enum ExecutionReply {
    /// The members as one JSON object.
    static func members(of execution: PipelineExecution) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(Members(execution)))
        } catch {
            // Strings and finite numbers are all there is in it, and these always encode.
            preconditionFailure("an execution does not encode: \(error)")
        }
    }

    private struct Members: Encodable {
        var pipelineName: String?
        var pipelineVersion: Int?
        var status: String
        var statusSummary: String?
        var artifactRevisions: [Revision]?
        var variables: [Variable]?
        var trigger: Trigger?
        var executionMode: String?
        var executionType: String?
        var rollbackMetadata: Rollback?

        init(_ execution: PipelineExecution) {
            pipelineName = execution.pipelineName
            pipelineVersion = execution.pipelineVersion
            status = execution.status.rawValue
            statusSummary = execution.statusSummary
            artifactRevisions = execution.artifactRevisions?.map(Revision.init)
            variables = execution.variables?.map(Variable.init)
            trigger = execution.trigger.map(Trigger.init)
            executionMode = execution.executionMode?.rawValue
            executionType = execution.executionType?.rawValue
            rollbackMetadata = execution.rollbackMetadata.map(Rollback.init)
        }
    }

    private struct Revision: Encodable {
        var name: String?
        var revisionId: String?
        var revisionChangeIdentifier: String?
        var revisionSummary: String?
        var created: Double?
        var revisionUrl: String?

        init(_ revision: ArtifactRevision) {
            name = revision.name
            revisionId = revision.revisionID
            revisionChangeIdentifier = revision.revisionChangeIdentifier
            revisionSummary = revision.revisionSummary
            created = revision.created.map { Double($0.milliseconds) / 1000 }
            revisionUrl = revision.revisionURL
        }
    }

    private struct Variable: Encodable {
        var name: String?
        var resolvedValue: String?

        init(_ variable: ResolvedVariable) {
            name = variable.name
            resolvedValue = variable.resolvedValue
        }
    }

    private struct Trigger: Encodable {
        var triggerType: String?
        var triggerDetail: String?

        init(_ trigger: ExecutionTrigger) {
            triggerType = trigger.triggerType?.rawValue
            triggerDetail = trigger.triggerDetail
        }
    }

    private struct Rollback: Encodable {
        var rollbackTargetPipelineExecutionId: String?

        init(_ rollback: RollbackMetadata) {
            rollbackTargetPipelineExecutionId = rollback.rollbackTargetPipelineExecutionID
        }
    }
}
