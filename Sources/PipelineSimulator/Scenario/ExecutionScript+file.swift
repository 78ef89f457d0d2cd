import PipelineModel

extension ExecutionScript {
    /// The most executions that one entry may stand for.
    private static let mostExecutions = 1_000_000

    /// Checks one entry of `executions` and works out what each step of it is like as a whole.
    init(
        _ object: ExecutionObject,
        of pipeline: String,
        at path: String
    ) throws(ScenarioProblem) {
        let stagger = try Scenario.duration(object.stagger, at: path + ".stagger") ?? .zero
        let ids = try Self.ids(object, at: path)
        guard !object.timeline.isEmpty else {
            throw ScenarioProblem(path: path + ".timeline", message: "must hold at least one step")
        }
        var execution: PipelineExecution?
        var at = Duration.zero
        var timeline: [TimelineStep] = []
        for (index, step) in object.timeline.map(\.object).enumerated() {
            let path = path + ".timeline[\(index)]"
            at += try Scenario.duration(step.after, at: path + ".after") ?? .zero
            guard let status = step.status ?? execution?.status.rawValue, !status.isEmpty else {
                throw ScenarioProblem(
                    path: path + ".status",
                    message: "must be there in the first step, and must not be empty"
                )
            }
            var changed =
                execution ?? PipelineExecution(pipelineName: pipeline, status: .inProgress)
            changed.status = ExecutionStatus(rawValue: status)
            step.apply(to: &changed)
            timeline.append(TimelineStep(at: at, execution: changed))
            execution = changed
        }
        self.init(ids: ids, stagger: stagger, timeline: timeline)
    }

    /// The ids that an entry stands for: its own, or `count` made from a pattern.
    private static func ids(
        _ object: ExecutionObject,
        at path: String
    ) throws(ScenarioProblem) -> [String] {
        var ids = [object.id]
        if let count = object.count {
            guard (1...mostExecutions).contains(count) else {
                throw ScenarioProblem(
                    path: path + ".count",
                    message: "must be from 1 to \(mostExecutions)"
                )
            }
            guard let made = Naming.ids(count: count, pattern: object.id) else {
                throw ScenarioProblem(
                    path: path + ".id",
                    message: "must have one run of #, long enough for \(count)"
                )
            }
            ids = made
        }
        guard let first = ids.first, Naming.isExecutionID(first) else {
            throw ScenarioProblem(path: path + ".id", message: "must be a lower-case UUID")
        }
        return ids
    }
}

extension StepObject {
    /// Changes an execution as the step says; what it does not mention stays.
    fileprivate func apply(to execution: inout PipelineExecution) {
        pipelineVersion.apply(to: &execution.pipelineVersion)
        statusSummary.apply(to: &execution.statusSummary)
        artifactRevisions.apply(to: &execution.artifactRevisions) { revisions in
            revisions.map { ArtifactRevision($0.object) }
        }
        variables.apply(to: &execution.variables) { variables in
            variables.map {
                ResolvedVariable(name: $0.object.name, resolvedValue: $0.object.resolvedValue)
            }
        }
        trigger.apply(to: &execution.trigger) {
            ExecutionTrigger(
                triggerType: $0.object.triggerType.map(TriggerType.init(rawValue:)),
                triggerDetail: $0.object.triggerDetail
            )
        }
        executionMode.apply(to: &execution.executionMode, ExecutionMode.init(rawValue:))
        executionType.apply(to: &execution.executionType, ExecutionType.init(rawValue:))
        rollbackMetadata.apply(to: &execution.rollbackMetadata) {
            RollbackMetadata(
                rollbackTargetPipelineExecutionID: $0.object.rollbackTargetPipelineExecutionId
            )
        }
    }
}

extension ArtifactRevision {
    fileprivate init(_ object: RevisionObject) {
        self.init(
            name: object.name,
            revisionID: object.revisionId,
            revisionChangeIdentifier: object.revisionChangeIdentifier,
            revisionSummary: object.revisionSummary,
            created: object.created.map {
                Timestamp(milliseconds: Int64(exactly: ($0 * 1000).rounded()) ?? 0)
            },
            revisionURL: object.revisionUrl
        )
    }
}
