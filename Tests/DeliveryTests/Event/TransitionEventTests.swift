import Foundation
import PipelineModel
import TestSupport
import Testing

@testable import Delivery

@Suite struct `A transition event` {
    static let full = Transition.sample(
        key: ExecutionKey(
            connection: ConnectionID(account: "prod", region: "eu-west-1"),
            pipelineName: "web",
            executionID: "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f"
        ),
        attempt: 2,
        execution: PipelineExecution(
            pipelineName: "web",
            pipelineVersion: 3,
            pipelineExecutionID: "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f",
            status: .failed,
            statusSummary: "Deploy failed",
            artifactRevisions: [
                ArtifactRevision(
                    name: "Source",
                    revisionID: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
                    revisionChangeIdentifier: "7",
                    revisionSummary: "Fix the login\n\nIt was broken.",
                    created: Timestamp(milliseconds: 1_795_387_200_999),
                    revisionURL: "https://example.com/c/1a2b3c4d"
                )
            ],
            variables: [ResolvedVariable(name: "stage", resolvedValue: "blue/green")],
            trigger: ExecutionTrigger(triggerType: .webhookV2, triggerDetail: "push"),
            executionMode: .queued,
            executionType: .rollback,
            rollbackMetadata: RollbackMetadata(rollbackTargetPipelineExecutionID: "9c0e")
        )
    )

    static let fullJSON = """
        {"data":{"account":"prod","artifactRevisions":[{"created":"2026-11-22T22:40:00.999Z",\
        "name":"Source","revisionChangeIdentifier":"7",\
        "revisionId":"1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",\
        "revisionSummary":"Fix the login\\n\\nIt was broken.",\
        "revisionUrl":"https://example.com/c/1a2b3c4d"}],"attempt":2,\
        "consoleURL":"https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/\
        web/executions/3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f/visualization?region=eu-west-1",\
        "executionMode":"QUEUED","executionType":"ROLLBACK",\
        "pipelineExecutionId":"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f","pipelineName":"web",\
        "pipelineVersion":3,"previousStatus":"InProgress","region":"eu-west-1",\
        "rollbackMetadata":{"rollbackTargetPipelineExecutionId":"9c0e"},"status":"Failed",\
        "statusSummary":"Deploy failed",\
        "trigger":{"triggerDetail":"push","triggerType":"WebhookV2"},\
        "variables":[{"name":"stage","resolvedValue":"blue/green"}]},\
        "datacontenttype":"application/json","id":"840942f7edf82732b6e20d96fe1a0486",\
        "source":"//codepipeline.eu-west-1.amazonaws.com/web","specversion":"1.0",\
        "subject":"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f","time":"2026-11-22T22:41:46.120Z",\
        "type":"codepipeline.execution.failed"}
        """

    static let bare = Transition.sample(from: nil, to: .inProgress)

    static let bareJSON = """
        {"data":{"attempt":1,\
        "consoleURL":"https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/\
        web/executions/3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f/visualization?region=eu-west-1",\
        "pipelineExecutionId":"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f","pipelineName":"web",\
        "previousStatus":null,"region":"eu-west-1","status":"InProgress"},\
        "datacontenttype":"application/json","id":"4c512c351be0735ea23d50e92aa9eb4e",\
        "source":"//codepipeline.eu-west-1.amazonaws.com/web","specversion":"1.0",\
        "subject":"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f","time":"2026-11-22T22:41:46.120Z",\
        "type":"codepipeline.execution.inprogress"}
        """

    @Test(arguments: [(full, fullJSON), (bare, bareJSON)])
    func `carries all that is known, and leaves out what the reply left out`(
        transition: Transition,
        json: String
    ) throws {
        let bytes = try TransitionEvent(transition).json()
        #expect(String(decoding: bytes, as: UTF8.self) == json)
    }

    @Test(arguments: [full, bare])
    func `is read back as it was written`(transition: Transition) throws {
        let event = TransitionEvent(transition)
        #expect(try TransitionEvent(json: event.json()) == event)
    }

    @Test func `keeps an empty list apart from one that was left out`() throws {
        var transition = Self.bare
        transition.execution.artifactRevisions = []
        transition.execution.trigger = ExecutionTrigger()
        let event = try TransitionEvent(json: TransitionEvent(transition).json())
        #expect(event.data.artifactRevisions == [])
        #expect(event.data.trigger == TransitionData.Trigger())
        #expect(event.data.variables == nil)
    }

    @Test(arguments: [
        (ExecutionStatus.inProgress, "inprogress"), (.stopping, "stopping"),
        (.stopped, "stopped"), (.succeeded, "succeeded"), (.superseded, "superseded"),
        (.failed, "failed"), (.cancelled, "cancelled"), (.unknown("TimedOut"), "timedout"),
        (.unknown("On Hold (2)\n"), "onhold2"), (.unknown("…"), "unknown"),
        (.unknown(""), "unknown"),
    ])
    func `has a type that ends in the status`(status: ExecutionStatus, suffix: String) {
        let event = TransitionEvent(.sample(to: status))
        #expect(event.type == "codepipeline.execution.\(suffix)")
        #expect(event.data.status == status.rawValue)
    }

    @Test func `names a pipeline of any characters as one segment of its source`() {
        let key = ExecutionKey(
            connection: ConnectionID(region: "eu-west-1"),
            pipelineName: "a/b@c ü",
            executionID: "x"
        )
        let event = TransitionEvent(.sample(key: key))
        #expect(event.source == "//codepipeline.eu-west-1.amazonaws.com/a%2Fb%40c%20%C3%BC")
    }

    @Test(arguments: ["", "{}", "[]", "null", "{\"id\":1}", "\u{FF}"])
    func `is not read from anything else`(text: String) {
        #expect(throws: TransitionEvent.CodingFailure.notAnEvent) {
            try TransitionEvent(json: Array(text.utf8))
        }
    }

    @Test(arguments: Hostile.all)
    func `is one harmless line, whatever a commit message holds`(hostile: Hostile) throws {
        let transition = Transition.sample(execution: .saying(hostile.text))
        let event = TransitionEvent(transition)
        let json = try event.json()
        #expect(String(decoding: json, as: UTF8.self).isHarmlessLine)
        let read = try TransitionEvent(json: json)
        #expect(read.data.statusSummary.map { Array($0.utf8) } == Array(hostile.text.utf8))
        #expect(read == event)
    }

    @Test(.needsPython, arguments: Hostile.all)
    func `is the same JSON to Python`(hostile: Hostile) async throws {
        let json = try TransitionEvent(.sample(execution: .saying(hostile.text))).json()
        let script = """
            import json, sys
            print(json.load(sys.stdin.buffer)["data"]["statusSummary"].encode().hex())
            """
        let hex = hostile.text.utf8.map { String(format: "%02x", $0) }.joined()
        #expect(try await Python.output(of: script, input: json) == hex)
    }
}

extension PipelineExecution {
    /// An execution that holds a text wherever somebody outside can put one.
    static func saying(_ text: String) -> PipelineExecution {
        PipelineExecution(
            pipelineName: text,
            pipelineExecutionID: text,
            status: .failed,
            statusSummary: text,
            artifactRevisions: [ArtifactRevision(revisionID: text, revisionSummary: text)],
            rollbackMetadata: RollbackMetadata(rollbackTargetPipelineExecutionID: text)
        )
    }
}
