internal import PipelineModel

/// The output of `GetPipelineExecution`, read leniently: only the status must be there.
struct GetPipelineExecutionReply: Decodable {
    let pipelineExecution: PipelineExecution

    private enum Member: String, CodingKey {
        case pipelineExecution
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        pipelineExecution =
            try container
            .decode(WirePipelineExecution.self, forKey: .pipelineExecution).model
    }
}

private struct WirePipelineExecution: Decodable {
    let model: PipelineExecution

    private enum Member: String, CodingKey {
        case pipelineName, pipelineVersion, pipelineExecutionId, status, statusSummary
        case artifactRevisions, variables, trigger, executionMode, executionType, rollbackMetadata
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Member.self)
        let status = try members.decode(String.self, forKey: .status)
        guard !status.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .status,
                in: members,
                debugDescription: "the status is empty"
            )
        }
        model = PipelineExecution(
            pipelineName: members.lenient(String.self, .pipelineName),
            pipelineVersion: members.lenient(Int.self, .pipelineVersion),
            pipelineExecutionID: members.lenient(String.self, .pipelineExecutionId),
            status: ExecutionStatus(rawValue: status),
            statusSummary: members.lenient(String.self, .statusSummary),
            artifactRevisions: members.lenientList(WireArtifactRevision.self, .artifactRevisions)?
                .map(\.model),
            variables: members.lenientList(WireResolvedVariable.self, .variables)?.map(\.model),
            trigger: members.lenient(WireTrigger.self, .trigger)?.model,
            executionMode: members.lenient(String.self, .executionMode)
                .map(ExecutionMode.init(rawValue:)),
            executionType: members.lenient(String.self, .executionType)
                .map(ExecutionType.init(rawValue:)),
            rollbackMetadata: members.lenient(WireRollbackMetadata.self, .rollbackMetadata)?.model
        )
    }
}

private struct WireArtifactRevision: Decodable {
    let model: ArtifactRevision

    private enum Member: String, CodingKey {
        case name, revisionId, revisionChangeIdentifier, revisionSummary, created, revisionUrl
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Member.self)
        model = ArtifactRevision(
            name: members.lenient(String.self, .name),
            revisionID: members.lenient(String.self, .revisionId),
            revisionChangeIdentifier: members.lenient(String.self, .revisionChangeIdentifier),
            revisionSummary: members.lenient(String.self, .revisionSummary),
            created: members.lenientTimestamp(.created),
            revisionURL: members.lenient(String.self, .revisionUrl)
        )
    }
}

private struct WireResolvedVariable: Decodable {
    let model: ResolvedVariable

    private enum Member: String, CodingKey {
        case name, resolvedValue
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Member.self)
        model = ResolvedVariable(
            name: members.lenient(String.self, .name),
            resolvedValue: members.lenient(String.self, .resolvedValue)
        )
    }
}

private struct WireTrigger: Decodable {
    let model: ExecutionTrigger

    private enum Member: String, CodingKey {
        case triggerType, triggerDetail
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Member.self)
        model = ExecutionTrigger(
            triggerType: members.lenient(String.self, .triggerType).map(
                TriggerType.init(rawValue:)
            ),
            triggerDetail: members.lenient(String.self, .triggerDetail)
        )
    }
}

private struct WireRollbackMetadata: Decodable {
    let model: RollbackMetadata

    private enum Member: String, CodingKey {
        case rollbackTargetPipelineExecutionId
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Member.self)
        model = RollbackMetadata(
            rollbackTargetPipelineExecutionID: members.lenient(
                String.self,
                .rollbackTargetPipelineExecutionId
            )
        )
    }
}
