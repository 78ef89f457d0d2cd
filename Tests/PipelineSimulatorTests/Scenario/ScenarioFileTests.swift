import Foundation
import PipelineModel
import Secrets
import Testing

@testable import PipelineSimulator

@Suite struct ScenarioFileTests {
    static let everything = """
        {
          "region": "eu-west-1", "account": "444455556666", "clock": "firstRequest",
          "credentials": [
            { "accessKeyId": "SIMULATORKEY", "secretAccessKey": "simulated secret" },
            { "accessKeyId": "TEMPORARY", "secretAccessKey": "s", "sessionToken": "t",
              "expiresAfter": "1m30s" }
          ],
          "pipelines": [
            { "name": "web", "executions": [
              { "id": "11111111-1111-4111-8111-111111111111", "timeline": [
                { "after": "0s", "status": "InProgress", "pipelineVersion": 3,
                  "statusSummary": "line one\\n“two” </script>",
                  "artifactRevisions": [
                    { "name": "Source", "revisionId": "7c1e5f0b",
                      "revisionChangeIdentifier": "change-1",
                      "revisionSummary":
                        "{\\"ProviderType\\":\\"GitHub\\",\\"CommitMessage\\":\\"Fix\\"}",
                      "created": 1795406506.12, "revisionUrl": "https://example.com/a?b=c&d" }
                  ],
                  "variables": [{ "name": "ENVIRONMENT", "resolvedValue": "production" }],
                  "trigger": { "triggerType": "WebhookV2", "triggerDetail": "push" },
                  "executionMode": "QUEUED", "executionType": "ROLLBACK",
                  "rollbackMetadata": {
                    "rollbackTargetPipelineExecutionId": "22222222-2222-4222-8222-222222222222"
                  } },
                { "after": "1500ms", "status": "Failed", "statusSummary": null },
                { "after": "2s", "pipelineVersion": 4 }
              ] }
            ] },
            { "name": "load", "executions": [
              { "id": "00000000-0000-4000-8000-00000000####", "count": 3, "stagger": "50ms",
                "timeline": [{ "after": "1h", "status": "Quarantined" }] }
            ] }
          ],
          "faults": [
            { "kind": "slow", "from": "1s", "until": "1m", "count": 4, "probability": 0.5,
              "seed": 9, "pipeline": "load", "execution": "00000000-0000-4000-8000-000000000002",
              "interval": "10ms", "bytes": 3 },
            { "kind": "unknownStatus", "status": "Paused" },
            { "kind": "unavailable", "retryAfter": "5s" },
            { "kind": "closed", "from": "1s", "until": "2s" }
          ]
        }
        """

    @Test func `every member is read`() throws {
        let scenario = try Scenario(json: Array(Self.everything.utf8))
        #expect(scenario.region == "eu-west-1")
        #expect(scenario.accountID == "444455556666")
        #expect(scenario.clock == .firstRequest)
        #expect(
            scenario.credentials == [
                TestScenario.key,
                AcceptedCredentials(
                    accessKeyID: "TEMPORARY",
                    secretAccessKey: Secret("s"),
                    sessionToken: Secret("t"),
                    expiresAfter: .seconds(90)
                ),
            ]
        )
        let first = PipelineExecution(
            pipelineName: "web",
            pipelineVersion: 3,
            status: .inProgress,
            statusSummary: "line one\n“two” </script>",
            artifactRevisions: [
                ArtifactRevision(
                    name: "Source",
                    revisionID: "7c1e5f0b",
                    revisionChangeIdentifier: "change-1",
                    revisionSummary: #"{"ProviderType":"GitHub","CommitMessage":"Fix"}"#,
                    created: Timestamp(milliseconds: 1_795_406_506_120),
                    revisionURL: "https://example.com/a?b=c&d"
                )
            ],
            variables: [ResolvedVariable(name: "ENVIRONMENT", resolvedValue: "production")],
            trigger: ExecutionTrigger(triggerType: .webhookV2, triggerDetail: "push"),
            executionMode: .queued,
            executionType: .rollback,
            rollbackMetadata: RollbackMetadata(
                rollbackTargetPipelineExecutionID: TestScenario.otherID
            )
        )
        // What a step does not mention stays, and null takes it away.
        var second = first
        second.status = .failed
        second.statusSummary = nil
        var third = second
        third.pipelineVersion = 4
        #expect(
            scenario.pipelines.first?.executions == [
                ExecutionScript(
                    ids: [TestScenario.id],
                    timeline: [
                        TimelineStep(at: .zero, execution: first),
                        TimelineStep(at: .milliseconds(1_500), execution: second),
                        TimelineStep(at: .milliseconds(3_500), execution: third),
                    ]
                )
            ]
        )
        #expect(
            scenario.pipelines.last?.executions == [
                ExecutionScript(
                    ids: (1...3).map { "00000000-0000-4000-8000-00000000000\($0)" },
                    stagger: .milliseconds(50),
                    timeline: [
                        TimelineStep(
                            at: .seconds(3_600),
                            execution: PipelineExecution(
                                pipelineName: "load",
                                status: .unknown("Quarantined")
                            )
                        )
                    ]
                )
            ]
        )
        #expect(
            scenario.faults == [
                Fault(
                    .slow(interval: .milliseconds(10), bytes: 3),
                    from: .seconds(1),
                    until: .seconds(60),
                    count: 4,
                    probability: 0.5,
                    seed: 9,
                    scope: Fault.Scope(
                        pipeline: "load",
                        execution: "00000000-0000-4000-8000-000000000002"
                    )
                ),
                Fault(.unknownStatus("Paused")),
                Fault(.unavailable, retryAfter: .seconds(5)),
                Fault(.closed, from: .seconds(1), until: .seconds(2)),
            ]
        )
    }

    private static let small = """
        {"credentials":[{"accessKeyId":"K","secretAccessKey":"s"}],"pipelines":[{"name":"web",\
        "executions":[{"id":"11111111-1111-4111-8111-111111111111","timeline":[{"after":"0s",\
        "status":"InProgress"}]}]}],"faults":[{"kind":"reset"}]}
        """

    @Test(arguments: [
        (
            #""credentials""#, #""credentails""#,
            "credentails: there is no such member; there are "
                + "region, account, clock, credentials, pipelines, faults"
        ),
        (#"{"accessKeyId":"K","#, "{", "credentials[0].accessKeyId: is missing"),
        (
            #"[{"accessKeyId":"K","secretAccessKey":"s"}]"#, "[]",
            "credentials: must name at least one key"
        ),
        (
            #""s"}]"#, #""s"},{"accessKeyId":"K","secretAccessKey":"s"}]"#,
            "credentials[1].accessKeyId: is there twice"
        ),
        (
            #""after":"0s""#, #""after":"soon""#,
            "pipelines[0].executions[0].timeline[0].after: must "
                + #"be a duration such as "500ms", "3s" or "1m30s""#
        ),
        (
            #""after":"0s""#, #""after":0"#,
            "pipelines[0].executions[0].timeline[0].after: must be a string"
        ),
        (
            #""after":"0s""#, #""after":"0s","trigger":{"type":"Webhook"}"#,
            "pipelines[0].executions[0].timeline[0].trigger.type: there is no such member; there "
                + "are triggerType, triggerDetail"
        ),
        (
            #","status":"InProgress""#, "",
            "pipelines[0].executions[0].timeline[0].status: must be "
                + "there in the first step, and must not be empty"
        ),
        (
            #"{"after":"0s","status":"InProgress"}"#, "",
            "pipelines[0].executions[0].timeline: must hold at least one step"
        ),
        (
            #""name":"web""#, #""name":"my web""#,
            "pipelines[0].name: must be 1 to 100 of A-Z a-z 0-9 . @ - _"
        ),
        (
            "8111-111111111111", "8111-11111111111",
            "pipelines[0].executions[0].id: must be a "
                + "lower-case UUID"
        ),
        (
            #","timeline""#, #","count":2,"timeline""#,
            "pipelines[0].executions[0].id: must have one run of #, long enough for 2"
        ),
        (
            #"111111111111","timeline""#, #"11111111111#","count":10,"timeline""#,
            "pipelines[0].executions[0].id: must have one run of #, long enough for 10"
        ),
        (
            #""reset""#, #""restart""#,
            "faults[0].kind: must be one of accessDenied, closed, "
                + "emptyBody, expiredToken, hang, internalError, malformedJSON, notFound, reset, slow, "
                + "throttling, truncated, unavailable, unknownStatus, wrongExecution"
        ),
        (
            #""reset""#, #""reset","from":"3s","until":"3s""#,
            "faults[0].until: must be later than from"
        ),
        (
            #""reset""#, #""reset","probability":0"#,
            "faults[0].probability: must be above 0, up to 1"
        ),
        (
            #""reset""#, #""reset","pipeline":"api""#,
            "faults[0].pipeline: is not among the pipelines"
        ),
        (
            #""reset""#, #""unknownStatus""#,
            "faults[0].status: goes with unknownStatus, which needs it"
        ),
        (
            #""reset""#, #""closed""#,
            "faults[0]: closed is for the whole endpoint: it takes from "
                + "and until, nothing else"
        ),
    ])
    func `a slip is told by its path`(right: String, wrong: String, problem: String) throws {
        let text = Self.small.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.small)
        #expect(throws: ScenarioProblem.self) {
            do {
                _ = try Scenario(json: Array(text.utf8))
            } catch {
                #expect("\(error)" == problem)
                throw error
            }
        }
    }

    @Test func `the scenario that the slips are made in is right`() throws {
        _ = try Scenario(json: Array(Self.small.utf8))
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("3s", .seconds(3)), ("1h30m", .seconds(5_400)),
        ("7d", .seconds(604_800)), ("0s", .zero), ("", nil), ("3", nil), ("s", nil),
        ("-1s", nil), ("1.5s", nil), ("1s1m", nil), ("1s1s", nil), (" 1s", nil), ("٣s", nil),
        ("99999999999999999999s", nil), ("4000d", nil),
    ])
    func `a duration is numbers with units`(text: String, duration: Duration?) {
        #expect(DurationText.parse(text) == duration)
    }
}
