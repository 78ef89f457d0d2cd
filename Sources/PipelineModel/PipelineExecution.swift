/// One execution of a pipeline as `GetPipelineExecution` describes it.
///
/// Every member of the API's `PipelineExecution` structure is here under its own name. AWS marks
/// none of them as required, so all but the status may be missing; `nil` means that the reply left
/// the member out, which is not the same as an empty list.
package struct PipelineExecution: Sendable, Equatable {
    package var pipelineName: String?
    package var pipelineVersion: Int?
    package var pipelineExecutionID: String?
    package var status: ExecutionStatus
    package var statusSummary: String?
    package var artifactRevisions: [ArtifactRevision]?
    package var variables: [ResolvedVariable]?
    package var trigger: ExecutionTrigger?
    package var executionMode: ExecutionMode?
    package var executionType: ExecutionType?
    package var rollbackMetadata: RollbackMetadata?

    package init(
        pipelineName: String? = nil,
        pipelineVersion: Int? = nil,
        pipelineExecutionID: String? = nil,
        status: ExecutionStatus,
        statusSummary: String? = nil,
        artifactRevisions: [ArtifactRevision]? = nil,
        variables: [ResolvedVariable]? = nil,
        trigger: ExecutionTrigger? = nil,
        executionMode: ExecutionMode? = nil,
        executionType: ExecutionType? = nil,
        rollbackMetadata: RollbackMetadata? = nil
    ) {
        self.pipelineName = pipelineName
        self.pipelineVersion = pipelineVersion
        self.pipelineExecutionID = pipelineExecutionID
        self.status = status
        self.statusSummary = statusSummary
        self.artifactRevisions = artifactRevisions
        self.variables = variables
        self.trigger = trigger
        self.executionMode = executionMode
        self.executionType = executionType
        self.rollbackMetadata = rollbackMetadata
    }
}

/// One source revision that an execution runs (`ArtifactRevision` of the API).
package struct ArtifactRevision: Sendable, Equatable {
    package var name: String?
    package var revisionID: String?
    package var revisionChangeIdentifier: String?
    package var revisionSummary: String?
    package var created: Timestamp?
    package var revisionURL: String?

    package init(
        name: String? = nil,
        revisionID: String? = nil,
        revisionChangeIdentifier: String? = nil,
        revisionSummary: String? = nil,
        created: Timestamp? = nil,
        revisionURL: String? = nil
    ) {
        self.name = name
        self.revisionID = revisionID
        self.revisionChangeIdentifier = revisionChangeIdentifier
        self.revisionSummary = revisionSummary
        self.created = created
        self.revisionURL = revisionURL
    }
}

/// A pipeline variable and the value it took (`ResolvedPipelineVariable` of the API).
package struct ResolvedVariable: Sendable, Equatable {
    package var name: String?
    package var resolvedValue: String?

    package init(name: String? = nil, resolvedValue: String? = nil) {
        self.name = name
        self.resolvedValue = resolvedValue
    }
}

/// What started an execution (`ExecutionTrigger` of the API).
package struct ExecutionTrigger: Sendable, Equatable {
    package var triggerType: TriggerType?
    package var triggerDetail: String?

    package init(triggerType: TriggerType? = nil, triggerDetail: String? = nil) {
        self.triggerType = triggerType
        self.triggerDetail = triggerDetail
    }
}

/// Where a rollback goes back to (`PipelineRollbackMetadata` of the API).
package struct RollbackMetadata: Sendable, Equatable {
    package var rollbackTargetPipelineExecutionID: String?

    package init(rollbackTargetPipelineExecutionID: String? = nil) {
        self.rollbackTargetPipelineExecutionID = rollbackTargetPipelineExecutionID
    }
}

/// The kind of trigger, by AWS's names; any other name is carried through.
package struct TriggerType: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let createPipeline = TriggerType(rawValue: "CreatePipeline")
    package static let startPipelineExecution = TriggerType(rawValue: "StartPipelineExecution")
    package static let pollForSourceChanges = TriggerType(rawValue: "PollForSourceChanges")
    package static let webhook = TriggerType(rawValue: "Webhook")
    package static let cloudWatchEvent = TriggerType(rawValue: "CloudWatchEvent")
    package static let putActionRevision = TriggerType(rawValue: "PutActionRevision")
    package static let webhookV2 = TriggerType(rawValue: "WebhookV2")
    package static let manualRollback = TriggerType(rawValue: "ManualRollback")
    package static let automatedRollback = TriggerType(rawValue: "AutomatedRollback")
}

/// How a pipeline treats executions that overlap, by AWS's names; any other is carried through.
package struct ExecutionMode: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let queued = ExecutionMode(rawValue: "QUEUED")
    package static let superseded = ExecutionMode(rawValue: "SUPERSEDED")
    package static let parallel = ExecutionMode(rawValue: "PARALLEL")
}

/// Whether an execution rolls a stage back, by AWS's names; any other is carried through.
package struct ExecutionType: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let standard = ExecutionType(rawValue: "STANDARD")
    package static let rollback = ExecutionType(rawValue: "ROLLBACK")
}
