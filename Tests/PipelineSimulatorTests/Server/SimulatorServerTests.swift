import FoundationEssentials
import PipelineModel
import Secrets
import Testing

@testable import PipelineSimulator

@Suite(.timeLimit(.minutes(1))) struct SimulatorServerTests {
    @Test func `an execution is told as AWS tells it`() async throws {
        try await TestScenario.serve { server, clock throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            let reply = try connection.readReply()
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "application/x-amz-json-1.1")
            #expect(reply.headers["date"] == "Mon, 21 Sep 2026 14:13:20 GMT")
            let requestID = try #require(reply.headers["x-amzn-requestid"])
            #expect(Naming.isExecutionID(requestID))
            #expect(
                reply.body == """
                    {"pipelineExecution":{"pipelineExecutionId":"\(TestScenario.id)",\
                    "pipelineName":"web","pipelineVersion":3,"status":"InProgress"}}
                    """
            )

            // The same connection is used again, and the story goes on.
            await clock.advance(by: .seconds(10))
            try connection.send(SignedRequest().bytes(for: server))
            #expect(try connection.readReply().body.contains(#""status":"Succeeded""#))
            #expect(
                server.requests == [
                    RecordedRequest(
                        time: 0,
                        operation: "GetPipelineExecution",
                        pipeline: "web",
                        execution: TestScenario.id,
                        answer: "InProgress",
                        httpStatus: 200,
                        signature: "valid",
                        requestID: requestID
                    ),
                    RecordedRequest(
                        time: 10,
                        operation: "GetPipelineExecution",
                        pipeline: "web",
                        execution: TestScenario.id,
                        answer: "Succeeded",
                        httpStatus: 200,
                        signature: "valid",
                        requestID: server.requests.last?.requestID ?? ""
                    ),
                ]
            )
        }
    }

    @Test func `requests sent at once are answered in their order`() async throws {
        try await TestScenario.serve { server, _ throws in
            let connection = try RawConnection(port: server.port)
            let other = SignedRequest(pipeline: "api")
            try connection.send(SignedRequest().bytes(for: server) + other.bytes(for: server))
            #expect(try connection.readReply().status == 200)
            #expect(try connection.readReply().status == 400)
        }
    }

    @Test func `a client that asks for it finds the connection closed`() async throws {
        try await TestScenario.serve { server, _ throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest(connection: "close").bytes(for: server))
            let reply = try connection.readReply()
            #expect(reply.headers["connection"] == "close")
            #expect(try connection.readToEnd() == "")
        }
    }

    @Test func `what is not HTTP ends the connection`() async throws {
        try await TestScenario.serve { server, _ throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(Array("EHLO there\r\n\r\n".utf8))
            #expect(try connection.readToEnd() == "")
        }
    }

    @Test func `a story can wait for its first reader`() async throws {
        try await TestScenario.serve(TestScenario.scenario(clock: .firstRequest)) {
            server,
            clock throws in
            await clock.advance(by: .seconds(60))
            let stranger = SignedRequest(accessKeyID: "UNKNOWN")
            #expect(try server.ask(stranger).status == 400)
            await clock.advance(by: .seconds(60))
            #expect(try server.ask().body.contains("InProgress"))
            await clock.advance(by: .seconds(9))
            #expect(try server.ask().body.contains("InProgress"))
            await clock.advance(by: .seconds(1))
            #expect(try server.ask().body.contains("Succeeded"))
        }
    }

    @Test func `the end is when all was told`() async throws {
        try await TestScenario.serve { server, clock throws in
            await clock.advance(by: .seconds(10))
            async let end: Void = server.end()
            _ = try server.ask()
            _ = try server.ask(SignedRequest(execution: TestScenario.otherID))
            await end
            await server.end()
        }
    }

    @Test func `a request can be awaited`() async throws {
        try await TestScenario.serve { server, _ throws in
            async let coming = server.firstRequest { $0.pipeline == "api" }
            _ = try server.ask()
            _ = try server.ask(SignedRequest(pipeline: "api"))
            #expect(try await coming.answer == "PipelineNotFoundException")
            let past = try await server.firstRequest { $0.pipeline == "web" }
            #expect(past.answer == "InProgress")
        }
    }

    @Test func `a port that is taken is said`() async throws {
        try await TestScenario.serve { server, _ throws in
            await #expect(throws: SimulatorFailure.self) {
                _ = try await SimulatorServer.start(
                    scenario: TestScenario.scenario(),
                    port: server.port
                )
            }
        }
    }
}
