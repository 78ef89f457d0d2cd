import Foundation
import HTTPExchange
import PipelineModel
import TestSupport
import Testing

@testable import CodePipelineAPI

/// Requests and replies against botocore and its model of the service.
@Suite(.needsPython)
struct BotocoreOracleTests {
    private struct Question: Encodable, Sendable {
        let calls: [[String: String]]
        let replies: [String]
    }

    private struct Answer: Decodable, Sendable {
        struct Sent: Decodable, Sendable {
            let problems: String
            let method: String
            let path: String
            let headers: [String: String]
            let body: String
        }
        let sent: [Sent]
        let received: [String]
        let statuses: [String]
        let triggerTypes: [String]
        let executionModes: [String]
        let executionTypes: [String]
        let members: [String]
    }

    private func ask(calls: [String] = [], replies: [String] = []) async throws -> Answer {
        let calls = calls.map {
            ["pipelineName": $0, "pipelineExecutionId": ClientUnderTest.executionID]
        }
        return try await Python.ask(
            "codepipeline",
            in: .module,
            Question(calls: calls, replies: replies),
            answering: Answer.self
        )
    }

    @Test func `a request is the one botocore makes, and good by its model`() async throws {
        let names = ["web", "A.b@c-d_e", String(repeating: "x", count: 100)]
        let answer = try await ask(calls: names)
        try #require(answer.sent.count == names.count)
        for (name, sent) in zip(names, answer.sent) {
            let client = try ClientUnderTest(.reply(SampleReply.body))
            _ = await client.poll(pipelineName: name)
            let request = try #require(client.transport.exchanges.first?.request)
            #expect(sent.problems == "")
            #expect(request.method == sent.method)
            #expect(request.url.hasSuffix(".amazonaws.com\(sent.path)"))
            for (header, value) in sent.headers {
                #expect(request.headers.first { $0.isNamed(header) }?.value == value)
            }
            #expect(
                try JSONDecoder().decode([String: String].self, from: Data(request.body))
                    == JSONDecoder().decode([String: String].self, from: Data(sent.body.utf8))
            )
        }
    }

    @Test func `a reply is read as botocore reads it`() async throws {
        let empty =
            "{\"pipelineExecution\":{\"status\":\"Failed\",\"variables\":[],\"trigger\":{}}}"
        let replies = [SampleReply.body, empty]
        let answer = try await ask(replies: replies)
        for (body, received) in zip(replies, answer.received) {
            let execution = try #require(
                try await ClientUnderTest(.reply(body)).poll().execution
            )
            let ours = try JSONSerialization.jsonObject(
                with: JSONEncoder().encode(Flat(execution))
            )
            let theirs = try JSONSerialization.jsonObject(with: Data(received.utf8))
            #expect(ours as? NSDictionary == theirs as? NSDictionary)
        }
    }

    @Test func `the model's names are all known here`() async throws {
        let answer = try await ask()
        #expect(Set(answer.statuses) == Set(ExecutionStatus.known.map(\.rawValue)))
        let triggers: [TriggerType] = [
            .createPipeline, .startPipelineExecution, .pollForSourceChanges, .webhook,
            .cloudWatchEvent, .putActionRevision, .webhookV2, .manualRollback, .automatedRollback,
        ]
        #expect(Set(answer.triggerTypes) == Set(triggers.map(\.rawValue)))
        let modes: [ExecutionMode] = [.queued, .superseded, .parallel]
        #expect(Set(answer.executionModes) == Set(modes.map(\.rawValue)))
        let types: [ExecutionType] = [.standard, .rollback]
        #expect(Set(answer.executionTypes) == Set(types.map(\.rawValue)))
        let flat = try JSONSerialization.jsonObject(
            with: JSONEncoder().encode(Flat(SampleReply.execution))
        )
        #expect(Set(answer.members) == Set((flat as? [String: Any] ?? [:]).keys))
    }
}

/// An execution under the API's own names, every value as text.
private struct Flat: Encodable {
    struct Revision: Encodable {
        let name, revisionId, revisionChangeIdentifier, revisionSummary: String?
        let created, revisionUrl: String?
    }
    struct Variable: Encodable {
        let name, resolvedValue: String?
    }
    struct Trigger: Encodable {
        let triggerType, triggerDetail: String?
    }
    struct Rollback: Encodable {
        let rollbackTargetPipelineExecutionId: String?
    }
    let pipelineName, pipelineVersion, pipelineExecutionId, status, statusSummary: String?
    let artifactRevisions: [Revision]?
    let variables: [Variable]?
    let trigger: Trigger?
    let executionMode, executionType: String?
    let rollbackMetadata: Rollback?

    init(_ execution: PipelineExecution) {
        pipelineName = execution.pipelineName
        pipelineVersion = execution.pipelineVersion.map(String.init)
        pipelineExecutionId = execution.pipelineExecutionID
        status = execution.status.rawValue
        statusSummary = execution.statusSummary
        artifactRevisions = execution.artifactRevisions?.map {
            Revision(
                name: $0.name,
                revisionId: $0.revisionID,
                revisionChangeIdentifier: $0.revisionChangeIdentifier,
                revisionSummary: $0.revisionSummary,
                created: ($0.created?.milliseconds).map(String.init),
                revisionUrl: $0.revisionURL
            )
        }
        variables = execution.variables?.map {
            Variable(name: $0.name, resolvedValue: $0.resolvedValue)
        }
        trigger = execution.trigger.map {
            Trigger(triggerType: $0.triggerType?.rawValue, triggerDetail: $0.triggerDetail)
        }
        executionMode = execution.executionMode?.rawValue
        executionType = execution.executionType?.rawValue
        rollbackMetadata = execution.rollbackMetadata.map {
            Rollback(rollbackTargetPipelineExecutionId: $0.rollbackTargetPipelineExecutionID)
        }
    }
}
