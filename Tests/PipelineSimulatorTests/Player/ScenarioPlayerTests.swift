import PipelineModel
import Testing

@testable import PipelineSimulator

@Suite struct ScenarioPlayerTests {
    private let query = ExecutionQuery(pipelineName: "web", executionID: TestScenario.id)

    @Test(arguments: [
        (0, "InProgress"), (9_999, "InProgress"), (10_000, "Succeeded"), (1_000_000, "Succeeded"),
    ])
    func `an execution has the status of its last step`(at milliseconds: Int, status: String) {
        var player = ScenarioPlayer(TestScenario.scenario())
        #expect(player.answer(to: query, at: .milliseconds(milliseconds)).name == status)
    }

    @Test(arguments: [
        ("web", TestScenario.otherID, 4_999, "PipelineExecutionNotFoundException"),
        ("web", TestScenario.otherID, 5_000, "Failed"),
        ("web", "33333333-3333-4333-8333-333333333333", 0, "PipelineExecutionNotFoundException"),
        ("api", TestScenario.id, 0, "PipelineNotFoundException"),
    ])
    func `what is not there, or not yet, is not found`(
        pipeline: String,
        execution: String,
        milliseconds: Int,
        name: String
    ) {
        var player = ScenarioPlayer(TestScenario.scenario())
        let query = ExecutionQuery(pipelineName: pipeline, executionID: execution)
        let answer = player.answer(to: query, at: .milliseconds(milliseconds))
        #expect(answer.name == name)
        #expect(answer.httpStatus == (name == "Failed" ? 200 : 400))
    }

    @Test func `executions of one script begin one after the other`() {
        let script = ExecutionScript(
            ids: [TestScenario.id, TestScenario.otherID],
            stagger: .seconds(2),
            timeline: [
                TestScenario.step(at: .zero, .inProgress),
                TestScenario.step(at: .seconds(3), .stopped),
            ]
        )
        let scenario = Scenario(
            credentials: [TestScenario.key],
            pipelines: [ScriptedPipeline(name: "web", executions: [script])]
        )
        var player = ScenarioPlayer(scenario)
        let second = ExecutionQuery(pipelineName: "web", executionID: TestScenario.otherID)
        #expect(player.answer(to: query, at: .seconds(3)).name == "Stopped")
        #expect(player.answer(to: second, at: .seconds(1)).httpStatus == 400)
        #expect(player.answer(to: second, at: .seconds(3)).name == "InProgress")
        #expect(player.answer(to: second, at: .seconds(5)).name == "Stopped")
    }

    @Test func `the story is told when every last status was`() {
        var player = ScenarioPlayer(
            TestScenario.scenario(faults: [Fault(.reset, from: .seconds(20), count: 1)])
        )
        let other = ExecutionQuery(pipelineName: "web", executionID: TestScenario.otherID)
        #expect(player.untold == 2)
        _ = player.answer(to: query, at: .seconds(1))
        #expect(player.untold == 2)
        _ = player.answer(to: query, at: .seconds(20))
        #expect(player.untold == 2, "an answer that does not arrive tells nothing")
        _ = player.answer(to: query, at: .seconds(20))
        _ = player.answer(to: query, at: .seconds(20))
        #expect(player.untold == 1)
        _ = player.answer(to: other, at: .seconds(20))
        #expect(player.untold == 0)
    }
}
