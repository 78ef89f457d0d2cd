import PipelineModel
import Testing

@testable import PipelineSimulator

@Suite struct FaultTests {
    private let query = ExecutionQuery(pipelineName: "web", executionID: TestScenario.id)

    private func answer(_ fault: Fault, at time: Duration = .zero) -> Answer {
        var player = ScenarioPlayer(TestScenario.scenario(faults: [fault]))
        return player.answer(to: query, at: time)
    }

    private static let slow = Fault.Kind.slow(interval: .seconds(1), bytes: 5)

    @Test(
        arguments: [
            (.throttling, "throttling", 400, .whole),
            (.internalError, "internalError", 500, .whole),
            (.unavailable, "unavailable", 503, .whole), (.reset, "reset", nil, .reset),
            (.hang, "hang", nil, .hang), (.truncated, "truncated", 200, .truncated),
            (.malformedJSON, "malformedJSON", 200, .whole), (.notFound, "notFound", 400, .whole),
            (.unknownStatus("Paused"), "unknownStatus", 200, .whole),
            (.expiredToken, "expiredToken", 400, .whole), (.emptyBody, "emptyBody", 200, .whole),
            (.accessDenied, "accessDenied", 400, .whole),
            (.wrongExecution, "wrongExecution", 200, .whole),
            (slow, "slow", 200, .slow(interval: .seconds(1), bytes: 5)),
        ] as [(Fault.Kind, String, Int?, Answer.Manner)]
    )
    func `each kind has its answer`(
        kind: Fault.Kind,
        name: String,
        status: Int?,
        manner: Answer.Manner
    ) {
        let answer = answer(Fault(kind))
        #expect(answer.name == name)
        #expect(answer.httpStatus == status)
        #expect(answer.manner == manner)
    }

    @Test(arguments: [
        (1_999, "InProgress"), (2_000, "throttling"), (3_999, "throttling"), (4_000, "InProgress"),
    ])
    func `a fault lasts from its from until its until`(at milliseconds: Int, name: String) {
        let fault = Fault(.throttling, from: .seconds(2), until: .seconds(4))
        #expect(answer(fault, at: .milliseconds(milliseconds)).name == name)
    }

    @Test func `a fault with a count is used up`() {
        let fault = Fault(.throttling, count: 2)
        var player = ScenarioPlayer(TestScenario.scenario(faults: [fault]))
        let names = (0..<4).map { _ in player.answer(to: query, at: .zero).name }
        #expect(names == ["throttling", "throttling", "InProgress", "InProgress"])
    }

    @Test(arguments: [
        (Fault.Scope(), true), (Fault.Scope(pipeline: "web"), true),
        (Fault.Scope(pipeline: "api"), false), (Fault.Scope(execution: TestScenario.id), true),
        (Fault.Scope(pipeline: "web", execution: TestScenario.otherID), false),
    ])
    func `a fault strikes within its scope only`(scope: Fault.Scope, strikes: Bool) {
        #expect(answer(Fault(.throttling, scope: scope)).fault == (strikes ? "throttling" : nil))
    }

    @Test func `the first fault that strikes decides, and only it is used up`() {
        let faults = [Fault(.throttling, count: 1), Fault(.internalError, count: 1)]
        var player = ScenarioPlayer(TestScenario.scenario(faults: faults))
        let names = (0..<3).map { _ in player.answer(to: query, at: .zero).name }
        #expect(names == ["throttling", "internalError", "InProgress"])
    }

    @Test func `the seed decides which requests a likely fault strikes`() {
        func strikes(seed: UInt64) -> [Bool] {
            let fault = Fault(.throttling, probability: 0.25, seed: seed)
            var player = ScenarioPlayer(TestScenario.scenario(faults: [fault]))
            return (0..<4_000).map { _ in player.answer(to: query, at: .zero).fault != nil }
        }
        let first = strikes(seed: 7)
        #expect(first == strikes(seed: 7))
        #expect(first != strikes(seed: 8))
        // Five standard deviations of a fair coin of that weight.
        #expect((863...1_137).contains(first.count { $0 }))
    }

    @Test func `a false status needs a true one`() {
        let fault = Fault(.unknownStatus("Paused"), count: 1)
        var player = ScenarioPlayer(TestScenario.scenario(faults: [fault]))
        let other = ExecutionQuery(pipelineName: "web", executionID: TestScenario.otherID)
        #expect(player.answer(to: other, at: .zero).name == "PipelineExecutionNotFoundException")
        let answer = player.answer(to: query, at: .zero)
        guard case .execution(let state, let id) = answer.content else {
            return #expect(Bool(false), "no execution")
        }
        #expect(state.execution.status == .unknown("Paused"))
        #expect(state.execution.pipelineVersion == 3)
        #expect(id == TestScenario.id)
    }

    @Test func `a wrong execution differs in its id only`() {
        let answer = answer(Fault(.wrongExecution))
        guard case .execution(let state, let id) = answer.content else {
            return #expect(Bool(false), "no execution")
        }
        #expect(state.execution.status == .inProgress)
        #expect(id == "01111111-1111-4111-8111-111111111111")
    }

    @Test func `an outage is a matter of time alone`() {
        let scenario = TestScenario.scenario(
            faults: [Fault(.closed, from: .seconds(2), until: .seconds(4))]
        )
        var player = ScenarioPlayer(scenario)
        #expect(player.outageBounds == [.seconds(2), .seconds(4)])
        #expect(
            [1, 2, 3, 4].map { player.isClosed(at: .seconds($0)) } == [false, true, true, false]
        )
        #expect(player.answer(to: query, at: .seconds(3)).fault == nil)
    }
}
