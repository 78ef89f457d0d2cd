/// The scenario file as it is written; docs/simulator.md says what each member means.
struct ScenarioFile: ScenarioObject {
    var region: String?
    var account: String?
    var clock: String?
    var credentials: [Strict<CredentialsObject>]
    var pipelines: [Strict<PipelineObject>]
    var faults: [Strict<FaultObject>]?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case region, account, clock, credentials, pipelines, faults
    }
}

struct CredentialsObject: ScenarioObject {
    var accessKeyId: String
    var secretAccessKey: String
    var sessionToken: String?
    var expiresAfter: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case accessKeyId, secretAccessKey, sessionToken, expiresAfter
    }
}

struct PipelineObject: ScenarioObject {
    var name: String
    var executions: [Strict<ExecutionObject>]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, executions
    }
}

struct ExecutionObject: ScenarioObject {
    var id: String
    var count: Int?
    var stagger: String?
    var timeline: [Strict<StepObject>]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, count, stagger, timeline
    }
}

struct StepObject: ScenarioObject {
    var after: String
    var status: String?
    var pipelineVersion: Change<Int>
    var statusSummary: Change<String>
    var artifactRevisions: Change<[Strict<RevisionObject>]>
    var variables: Change<[Strict<VariableObject>]>
    var trigger: Change<Strict<TriggerObject>>
    var executionMode: Change<String>
    var executionType: Change<String>
    var rollbackMetadata: Change<Strict<RollbackObject>>

    enum CodingKeys: String, CodingKey, CaseIterable {
        case after, status, pipelineVersion, statusSummary, artifactRevisions, variables, trigger
        case executionMode, executionType, rollbackMetadata
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        after = try members.decode(String.self, forKey: .after)
        status = try members.decodeIfPresent(String.self, forKey: .status)
        pipelineVersion = try members.change(.pipelineVersion)
        statusSummary = try members.change(.statusSummary)
        artifactRevisions = try members.change(.artifactRevisions)
        variables = try members.change(.variables)
        trigger = try members.change(.trigger)
        executionMode = try members.change(.executionMode)
        executionType = try members.change(.executionType)
        rollbackMetadata = try members.change(.rollbackMetadata)
    }
}

struct RevisionObject: ScenarioObject {
    var name: String?
    var revisionId: String?
    var revisionChangeIdentifier: String?
    var revisionSummary: String?
    var created: Double?
    var revisionUrl: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, revisionId, revisionChangeIdentifier, revisionSummary, created, revisionUrl
    }
}

struct VariableObject: ScenarioObject {
    var name: String?
    var resolvedValue: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, resolvedValue
    }
}

struct TriggerObject: ScenarioObject {
    var triggerType: String?
    var triggerDetail: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case triggerType, triggerDetail
    }
}

struct RollbackObject: ScenarioObject {
    var rollbackTargetPipelineExecutionId: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case rollbackTargetPipelineExecutionId
    }
}

struct FaultObject: ScenarioObject {
    var kind: String
    var from: String?
    var until: String?
    var count: Int?
    var probability: Double?
    var seed: UInt64?
    var pipeline: String?
    var execution: String?
    var retryAfter: String?
    var status: String?
    var interval: String?
    var bytes: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind, from, until, count, probability, seed, pipeline, execution, retryAfter, status
        case interval, bytes
    }
}
