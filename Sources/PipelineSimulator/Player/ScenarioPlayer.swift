import PipelineModel

/// Plays a scenario: what a request gets is worked out from what it asks for, the moment, and
/// what was asked before.
///
/// A value without clock, socket or signature: the same questions at the same moments get the
/// same answers. Faults that strike only so often are why asking changes it.
package struct ScenarioPlayer: Sendable {
    /// Where an execution is among the scripts.
    private struct Place {
        var script: Int
        var member: Int
    }

    private struct Script {
        var stagger: Duration
        var begins: [Duration]
        var states: [ExecutionState]
        /// Which executions have been told with their last state.
        var isTold: [Bool]
    }

    private var scripts: [Script] = []
    private var places: [String: [String: Place]] = [:]
    private var faults: FaultSchedule
    private let region: String
    private let accountID: String

    /// How many executions have not been told with their last state yet.
    package private(set) var untold = 0

    package init(_ scenario: Scenario) {
        region = scenario.region
        accountID = scenario.accountID
        faults = FaultSchedule(scenario.faults)
        for pipeline in scenario.pipelines {
            var pipelinePlaces: [String: Place] = [:]
            for script in pipeline.executions {
                for (member, id) in script.ids.enumerated() {
                    pipelinePlaces[id] = Place(script: scripts.count, member: member)
                }
                untold += script.ids.count
                scripts.append(
                    Script(
                        stagger: script.stagger,
                        begins: script.timeline.map(\.at),
                        states: script.timeline.map { ExecutionState($0.execution) },
                        isTold: Array(repeating: false, count: script.ids.count)
                    )
                )
            }
            places[pipeline.name] = pipelinePlaces
        }
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - query: what is asked for; names and ids as they came, if well formed.
    ///   - time: since the scenario's clock started.
    /// - Returns: what it gets, true or not.
    package mutating func answer(to query: ExecutionQuery, at time: Duration) -> Answer {
        let (content, told) = truth(for: query, at: time)
        let fault = faults.strike(query, at: time) { kind in
            // There is no execution to say something false about.
            if case .execution = content { return true }
            return !kind.needsExecution
        }
        guard let fault else {
            if let told { markTold(told) }
            return Answer(content)
        }
        var answer = spoil(content, by: fault.kind, for: query)
        answer.fault = fault.kind.name
        answer.retryAfter = fault.retryAfter
        // A slow answer is a true one all the same.
        if case .slow = answer.manner, let told { markTold(told) }
        return answer
    }

    /// The answer where nothing goes wrong, and whose last state it would tell.
    private func truth(
        for query: ExecutionQuery,
        at time: Duration
    ) -> (content: Answer.Content, told: Place?) {
        guard let executions = places[query.pipelineName] else {
            return (.error(.pipelineNotFound(query.pipelineName, account: accountID)), nil)
        }
        guard let place = executions[query.executionID] else {
            return (.error(.executionNotFound(query)), nil)
        }
        let script = scripts[place.script]
        let age = time - script.stagger * place.member
        // Nothing is known of an execution before its first step.
        guard let step = script.begins.lastIndex(where: { $0 <= age }) else {
            return (.error(.executionNotFound(query)), nil)
        }
        let isLast = step == script.states.count - 1
        return (.execution(script.states[step], id: query.executionID), isLast ? place : nil)
    }

    private func spoil(
        _ content: Answer.Content,
        by kind: Fault.Kind,
        for query: ExecutionQuery
    ) -> Answer {
        switch kind {
        case .throttling: Answer(.error(.throttling))
        case .internalError: Answer(.error(.internalFailure))
        case .unavailable: Answer(.unavailablePage)
        case .reset: Answer(content, manner: .reset)
        case .hang: Answer(content, manner: .hang)
        case .slow(let interval, let bytes):
            Answer(content, manner: .slow(interval: interval, bytes: bytes))
        case .truncated: Answer(content, manner: .truncated)
        case .malformedJSON: Answer(.malformed)
        case .unknownStatus(let name): Answer(Self.changing(content, statusTo: name))
        case .notFound: Answer(.error(.executionNotFound(query)))
        case .expiredToken: Answer(.error(.expiredToken))
        case .accessDenied:
            Answer(.error(.accessDenied(query, region: region, account: accountID)))
        case .emptyBody: Answer(.empty)
        case .wrongExecution: Answer(Self.changingID(content))
        // The listener plays it; what was asked before it went still gets its answer.
        case .closed: Answer(content)
        }
    }

    private static func changing(
        _ content: Answer.Content,
        statusTo name: String
    ) -> Answer.Content {
        guard case .execution(let state, let id) = content else { return content }
        var execution = state.execution
        execution.status = ExecutionStatus(rawValue: name)
        return .execution(ExecutionState(execution), id: id)
    }

    /// Another execution's id: the first digit is another one.
    private static func changingID(_ content: Answer.Content) -> Answer.Content {
        guard case .execution(let state, let id) = content else { return content }
        return .execution(state, id: (id.hasPrefix("0") ? "1" : "0") + id.dropFirst())
    }

    private mutating func markTold(_ place: Place) {
        guard !scripts[place.script].isTold[place.member] else { return }
        scripts[place.script].isTold[place.member] = true
        untold -= 1
    }
}

extension ScenarioPlayer {
    /// Whether nobody listens at that moment.
    package func isClosed(at time: Duration) -> Bool {
        faults.isClosed(at: time)
    }

    /// The moments, in order, at which the endpoint goes away or comes back.
    package var outageBounds: [Duration] {
        faults.outageBounds
    }
}
