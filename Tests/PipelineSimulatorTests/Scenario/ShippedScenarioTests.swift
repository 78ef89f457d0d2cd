import Foundation
import PipelineModel
import Testing

@testable import PipelineSimulator

/// The scenarios in the repository.
@Suite struct ShippedScenarioTests {
    private func scenario(_ name: String) throws -> Scenario {
        let root = URL(filePath: #filePath).appending(path: "../../../../scenarios/\(name).json")
        return try Scenario(json: Array(try Data(contentsOf: root.standardizedFileURL)))
    }

    @Test func `the demo passes through every status within 25 seconds`() throws {
        let demo = try scenario("demo")
        let steps = demo.pipelines.flatMap(\.executions).flatMap(\.timeline)
        #expect(Set(steps.map(\.execution.status)) == Set(ExecutionStatus.known))
        #expect(try #require(steps.map(\.at).max()) <= .seconds(25))
        #expect(demo.faults.contains { $0.kind == .throttling })
        #expect(demo.faults.contains { $0.kind == .closed })
    }

    @Test(arguments: [1_000, 10_000])
    func `a steady load is as large as its name says`(count: Int) throws {
        let load = try scenario("steady-\(count)")
        let ids = load.pipelines.flatMap(\.executions).flatMap(\.ids)
        #expect(ids.count == count)
        #expect(Set(ids).count == count)
        #expect(ids.allSatisfy(Naming.isExecutionID))
    }
}
