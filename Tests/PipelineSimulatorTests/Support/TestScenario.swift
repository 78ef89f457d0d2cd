import FoundationEssentials
import PipelineModel
import Secrets

@testable import PipelineSimulator

/// The scenario that most tests play, and the moment that they play it at.
enum TestScenario {
    static let id = "11111111-1111-4111-8111-111111111111"
    static let otherID = "22222222-2222-4222-8222-222222222222"
    static let wallClock = Date(timeIntervalSince1970: 1_790_000_000)
    static let key = AcceptedCredentials(
        accessKeyID: "SIMULATORKEY",
        secretAccessKey: Secret("simulated secret")
    )

    /// Pipeline `web`: one execution InProgress, after 10 s Succeeded; another Failed at 5 s.
    static func scenario(
        faults: [Fault] = [],
        clock: Scenario.ClockStart = .start,
        credentials: [AcceptedCredentials] = [key]
    ) -> Scenario {
        Scenario(
            clock: clock,
            credentials: credentials,
            pipelines: [
                ScriptedPipeline(
                    name: "web",
                    executions: [
                        ExecutionScript(
                            ids: [id],
                            timeline: [
                                step(at: .zero, .inProgress), step(at: .seconds(10), .succeeded),
                            ]
                        ),
                        ExecutionScript(
                            ids: [otherID],
                            timeline: [step(at: .seconds(5), .failed)]
                        ),
                    ]
                )
            ],
            faults: faults
        )
    }

    static func step(at time: Duration, _ status: ExecutionStatus) -> TimelineStep {
        TimelineStep(
            at: time,
            execution: PipelineExecution(pipelineName: "web", pipelineVersion: 3, status: status)
        )
    }

    /// Starts a server on a clock that stands still, and hands both to the test.
    static func serve(
        _ scenario: Scenario = scenario(),
        _ test: (SimulatorServer, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let server = try await SimulatorServer.start(
            scenario: scenario,
            clock: .manual(clock),
            wallClock: { wallClock }
        )
        do {
            try await test(server, clock)
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }
}
