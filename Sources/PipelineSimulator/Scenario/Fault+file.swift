extension Fault {
    /// Checks one entry of `faults`.
    init(
        _ object: FaultObject,
        at path: String,
        in pipelines: [ScriptedPipeline]
    ) throws(ScenarioProblem) {
        let kind = try Kind(object, at: path)
        self.init(
            kind,
            from: try Scenario.duration(object.from, at: path + ".from") ?? .zero,
            until: try Scenario.duration(object.until, at: path + ".until"),
            count: object.count,
            probability: object.probability ?? 1,
            seed: object.seed ?? 0,
            scope: Scope(pipeline: object.pipeline, execution: object.execution),
            retryAfter: try Scenario.duration(object.retryAfter, at: path + ".retryAfter")
        )
        if let until, until <= from {
            throw ScenarioProblem(path: path + ".until", message: "must be later than from")
        }
        if let count, count < 1 {
            throw ScenarioProblem(path: path + ".count", message: "must be 1 or more")
        }
        guard probability > 0, probability <= 1 else {
            throw ScenarioProblem(path: path + ".probability", message: "must be above 0, up to 1")
        }
        try checkScope(at: path, in: pipelines)
        guard kind == .closed else { return }
        guard until != nil, count == nil, probability == 1, scope == Scope() else {
            throw ScenarioProblem(
                path: path,
                message: "closed is for the whole endpoint: it takes from and until, nothing else"
            )
        }
    }

    /// A fault for what is not there would never strike, which can only be a slip.
    private func checkScope(
        at path: String,
        in pipelines: [ScriptedPipeline]
    ) throws(ScenarioProblem) {
        let inScope = pipelines.filter { scope.pipeline == nil || scope.pipeline == $0.name }
        guard scope.pipeline == nil || !inScope.isEmpty else {
            throw ScenarioProblem(path: path + ".pipeline", message: "is not among the pipelines")
        }
        guard let execution = scope.execution else { return }
        let isKnown = inScope.contains { $0.executions.contains { $0.ids.contains(execution) } }
        guard isKnown else {
            throw ScenarioProblem(path: path + ".execution", message: "is not among the executions")
        }
    }
}

extension Fault.Kind {
    /// Every kind that takes no settings of its own.
    private static let plain: [String: Fault.Kind] = [
        "throttling": .throttling, "internalError": .internalError, "unavailable": .unavailable,
        "reset": .reset, "hang": .hang, "truncated": .truncated, "malformedJSON": .malformedJSON,
        "notFound": .notFound, "expiredToken": .expiredToken, "accessDenied": .accessDenied,
        "emptyBody": .emptyBody, "wrongExecution": .wrongExecution, "closed": .closed,
    ]

    fileprivate init(_ object: FaultObject, at path: String) throws(ScenarioProblem) {
        let isSlow = object.kind == "slow"
        guard isSlow || (object.interval == nil && object.bytes == nil) else {
            throw ScenarioProblem(path: path, message: "interval and bytes are for slow only")
        }
        guard (object.status != nil) == (object.kind == "unknownStatus") else {
            throw ScenarioProblem(
                path: path + ".status",
                message: "goes with unknownStatus, which needs it"
            )
        }
        if let status = object.status {
            self = .unknownStatus(status)
        } else if isSlow {
            let bytes = object.bytes ?? 16
            guard bytes > 0 else {
                throw ScenarioProblem(path: path + ".bytes", message: "must be 1 or more")
            }
            let interval = try Scenario.duration(object.interval, at: path + ".interval")
            self = .slow(interval: interval ?? .milliseconds(200), bytes: bytes)
        } else if let kind = Self.plain[object.kind] {
            self = kind
        } else {
            let names = (Self.plain.keys + ["slow", "unknownStatus"]).sorted()
            throw ScenarioProblem(
                path: path + ".kind",
                message: "must be one of \(names.joined(separator: ", "))"
            )
        }
    }
}

extension Fault.Kind {
    /// The kind by its name in the scenario file, as the record of requests tells it.
    var name: String {
        switch self {
        case .slow: "slow"
        case .unknownStatus: "unknownStatus"
        default: Self.plain.first { $0.value == self }?.key ?? "fault"
        }
    }
}
