import Foundation
import Secrets
import Subprocess
import TestSupport
import Testing

@testable import PipelineSimulator

/// The protocol as Amazon's own client sees it.
@Suite(
    .enabled(if: Programs.aws != nil, "the AWS CLI is not installed"),
    .timeLimit(.minutes(2))
)
struct AWSCLITests {
    private func call(
        _ server: SimulatorServer,
        secret: String = TestScenario.key.secretAccessKey.reveal(),
        execution: String = TestScenario.id
    ) async throws -> (output: String, error: String, isSuccess: Bool) {
        let aws = try #require(Programs.aws)
        let directory = try TemporaryDirectory()
        let config = try directory.write("[default]\ncli_timestamp_format = wire\n", to: "config")
        let result = try await Command.run(
            aws,
            [
                "codepipeline", "get-pipeline-execution", "--endpoint-url", server.baseURL,
                "--pipeline-name", "web", "--pipeline-execution-id", execution,
                "--region", "eu-west-1", "--output", "json",
            ],
            environment: .inherit.updating([
                "AWS_ACCESS_KEY_ID": TestScenario.key.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": secret,
                "AWS_SESSION_TOKEN": nil,
                "AWS_PROFILE": nil,
                "AWS_CONFIG_FILE": config,
                "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_MAX_ATTEMPTS": "1",
            ])
        )
        return (result.standardOutput, result.standardError, result.isSuccess)
    }

    @Test func `the AWS CLI reads every member`() async throws {
        var scenario = try Scenario(json: Array(ScenarioFileTests.everything.utf8))
        scenario.faults = []
        let server = try await SimulatorServer.start(scenario: scenario)
        let (output, error, isSuccess) = try await call(server)
        await server.stop()
        #expect(isSuccess, "\(error)")
        let read = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? NSDictionary
        let expected =
            try JSONSerialization.jsonObject(with: Data(Self.everything.utf8)) as? NSDictionary
        #expect(read == expected)
    }

    /// What the CLI prints for the first step of `ScenarioFileTests.everything`.
    private static let everything = """
        {
          "pipelineExecution": {
            "pipelineName": "web",
            "pipelineVersion": 3,
            "pipelineExecutionId": "11111111-1111-4111-8111-111111111111",
            "status": "InProgress",
            "statusSummary": "line one\\n“two” </script>",
            "artifactRevisions": [
              {
                "name": "Source",
                "revisionId": "7c1e5f0b",
                "revisionChangeIdentifier": "change-1",
                "revisionSummary": "{\\"ProviderType\\":\\"GitHub\\",\\"CommitMessage\\":\\"Fix\\"}",
                "created": 1795406506.12,
                "revisionUrl": "https://example.com/a?b=c&d"
              }
            ],
            "variables": [{ "name": "ENVIRONMENT", "resolvedValue": "production" }],
            "trigger": { "triggerType": "WebhookV2", "triggerDetail": "push" },
            "executionMode": "QUEUED",
            "executionType": "ROLLBACK",
            "rollbackMetadata": {
              "rollbackTargetPipelineExecutionId": "22222222-2222-4222-8222-222222222222"
            }
          }
        }
        """

    @Test func `the AWS CLI is refused with a wrong secret`() async throws {
        let server = try await SimulatorServer.start(scenario: TestScenario.scenario())
        let (output, error, isSuccess) = try await call(server, secret: "guessed")
        await server.stop()
        #expect(!isSuccess)
        #expect(output == "")
        #expect(error.contains("(InvalidSignatureException)"))
        #expect(error.contains("does not match the signature you provided"))
        #expect(server.requests.map(\.signature) == ["InvalidSignatureException"])
    }

    @Test func `the AWS CLI is told of an execution that is not there`() async throws {
        // It begins after five seconds, for which the CLI may well take that long to start.
        let server = try await SimulatorServer.start(
            scenario: TestScenario.scenario(),
            clock: .manual(ManualClock())
        )
        let (output, error, isSuccess) = try await call(server, execution: TestScenario.otherID)
        await server.stop()
        #expect(!isSuccess, "\(output)")
        #expect(output == "")
        #expect(error.contains("(PipelineExecutionNotFoundException)"))
    }
}
