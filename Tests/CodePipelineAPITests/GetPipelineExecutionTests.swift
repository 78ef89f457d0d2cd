import HTTPExchange
import PipelineModel
import TestSupport
import Testing

@testable import CodePipelineAPI

/// What a reply with status 200 becomes.
@Suite struct GetPipelineExecutionTests {
    private func outcome(_ members: String) async throws -> PollOutcome {
        try await ClientUnderTest(.reply("{\"pipelineExecution\":{\(members)}}")).poll()
    }

    @Test func `every member of the API reference is read`() async throws {
        let outcome = try await ClientUnderTest(.reply(SampleReply.body)).poll()
        #expect(outcome.execution == SampleReply.execution)
    }

    @Test func `only the status must be there`() async throws {
        let execution = try await outcome(#""status":"Failed""#).execution
        #expect(execution == PipelineExecution(status: .failed))
    }

    @Test func `an empty list is not the same as none`() async throws {
        let execution = try await outcome(#""status":"Failed","variables":[]"#).execution
        #expect(execution?.variables == [])
        #expect(execution?.artifactRevisions == nil)
    }

    @Test(arguments: ExecutionStatus.known.map(\.rawValue) + ["Paused", "inProgress", "é"])
    func `a status is carried through by its name`(name: String) async throws {
        let execution = try await outcome("\"status\":\"\(name)\"").execution
        #expect(execution?.status.rawValue == name)
    }

    @Test func `other enumerations are carried through by their names`() async throws {
        let members = """
            "status":"Stopped","executionMode":"RANDOM","executionType":"DRY","trigger":\
            {"triggerType":"Moon"},"newMember":{"deep":[1]}
            """
        let execution = try await outcome(members).execution
        #expect(execution?.executionMode?.rawValue == "RANDOM")
        #expect(execution?.executionType?.rawValue == "DRY")
        #expect(execution?.trigger?.triggerType?.rawValue == "Moon")
    }

    @Test(arguments: [
        "pipelineName", "pipelineVersion", "pipelineExecutionId", "statusSummary",
        "artifactRevisions", "variables", "trigger", "executionMode", "executionType",
        "rollbackMetadata",
    ])
    func `a member of another type does not lose the status`(member: String) async throws {
        for value in ["null", "true", "[[1]]", "1.5", "{\"x\":1}", "99999999999999999999", "\"\""] {
            let outcome = try await outcome("\"\(member)\":\(value),\"status\":\"Succeeded\"")
            // An empty name is a name, and not the one that was asked for.
            let isOfAnother =
                value == "\"\"" && ["pipelineName", "pipelineExecutionId"].contains(member)
            #expect((outcome.execution?.status == .succeeded) != isOfAnother, "\(value)")
        }
    }

    @Test func `elements that are no structures are left out of a list`() async throws {
        let members = """
            "status":"Failed","variables":[1,{"name":"a","resolvedValue":2},null,{"name":"b"}]
            """
        let execution = try await outcome(members).execution
        #expect(execution?.variables == [ResolvedVariable(name: "a"), ResolvedVariable(name: "b")])
    }

    @Test(
        arguments: [
            ("1422061879", 1_422_061_879_000), ("1422061879.6125", 1_422_061_879_613),
            ("0", 0), ("-1.5", -1_500), ("1.422061879E9", 1_422_061_879_000),
            ("\"2015-01-24T01:11:19Z\"", 1_422_061_879_000),
            ("\"2015-01-24T02:11:19.500+01:00\"", 1_422_061_879_500),
            ("\"1422061879.5\"", 1_422_061_879_500),
            ("1e300", nil), ("\"soon\"", nil), ("\"nan\"", nil), ("true", nil), ("null", nil),
        ] as [(String, Int64?)]
    )
    func `a time is read as number or text`(value: String, milliseconds: Int64?) async throws {
        let members = "\"status\":\"Failed\",\"artifactRevisions\":[{\"created\":\(value)}]"
        let revision = try await outcome(members).execution?.artifactRevisions?.first
        #expect(revision?.created?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "{\"pipelineExecution\":null}", "{\"pipelineExecution\":[]}",
        "{\"pipelineExecution\":{}}", "{\"pipelineExecution\":{\"status\":\"\"}}",
        "{\"pipelineExecution\":{\"status\":null}}", "{\"pipelineExecution\":{\"status\":7}}",
        "{\"pipelineExecution\":{\"status\":\"Failed\"}", "<html></html>",
        "{\"__type\":\"x\"}",
    ])
    func `a reply without a status is malformed`(body: String) async throws {
        let poll = try ClientUnderTest(.reply(body, headers: ["x-amzn-RequestId": "r1"]))
        let failure = await poll.poll().failure
        #expect(failure?.kind == .transient)
        #expect(failure?.code == "MalformedReply")
        #expect(failure?.requestID == "r1")
    }

    @Test(arguments: [
        #""pipelineName":"other""#,
        #""pipelineExecutionId":"00000000-0000-0000-0000-000000000000""#,
    ])
    func `a reply about another execution is not taken`(member: String) async throws {
        let failure = try await outcome("\(member),\"status\":\"Failed\"").failure
        #expect(failure?.kind == .transient)
        #expect(failure?.code == "UnexpectedReply")
    }

    @Test func `the same bytes again are told as unchanged`() async throws {
        let other = SampleReply.body.replacing("InProgress", with: "Succeeded")
        let client = try ClientUnderTest(
            .reply(SampleReply.body),
            .reply(SampleReply.body),
            .reply(other),
            .reply(SampleReply.body)
        )
        let first = await client.poll()
        let known = try #require(first.fingerprint)
        #expect(await client.poll(unless: known) == .unchanged)
        let changed = await client.poll(unless: known)
        #expect(changed.execution?.status == .succeeded)
        #expect(changed.fingerprint != known)
        #expect(await client.poll(unless: changed.fingerprint).fingerprint == known)
    }

    @Test func `no reply is too odd to be read`() async throws {
        var generator = SeededGenerator(seed: 3)
        let good = Array(SampleReply.body.utf8)
        for _ in 0..<2_000 {
            var body = good
            if Bool.random(using: &generator) {
                body.removeLast(Int.random(in: 0...good.count, using: &generator))
            }
            for _ in 0..<Int.random(in: 0...5, using: &generator) where !body.isEmpty {
                let index = Int.random(in: 0..<body.count, using: &generator)
                body[index] = .random(in: 0...255, using: &generator)
            }
            let client = try ClientUnderTest(.success(.init(status: 200, body: body)))
            let outcome = await client.poll()
            #expect(outcome.execution != nil || outcome.failure?.kind == .transient)
        }
        for body in [
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
        ] {
            let outcome = try await ClientUnderTest(.reply(body)).poll()
            #expect(outcome.failure?.code == "MalformedReply")
        }
    }
}
