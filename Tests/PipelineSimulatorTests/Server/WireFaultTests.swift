import Glibc
import PipelineModel
import Testing

@testable import PipelineSimulator

/// Each fault as a client sees it.
@Suite(.timeLimit(.minutes(1))) struct WireFaultTests {
    private func serve(
        _ kind: Fault.Kind,
        retryAfter: Duration? = nil,
        _ test: (SimulatorServer, ManualClock) async throws -> Void
    ) async throws {
        let fault = Fault(kind, count: 1, retryAfter: retryAfter)
        try await TestScenario.serve(TestScenario.scenario(faults: [fault]), test)
    }

    @Test(
        arguments: [
            (.throttling, 400, #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
            (
                .internalError, 500,
                """
                {"__type":"InternalFailure","message":"The request processing has failed because of \
                an unknown error."}
                """
            ),
            (
                .expiredToken, 400,
                """
                {"__type":"ExpiredTokenException","message":"The security token included in the \
                request is expired"}
                """
            ),
            (
                .accessDenied, 400,
                """
                {"__type":"AccessDeniedException","message":"User: \
                arn:aws:iam::111122223333:user/simulated is not authorized to perform: \
                codepipeline:GetPipelineExecution on resource: \
                arn:aws:codepipeline:eu-west-1:111122223333:web"}
                """
            ),
            (
                .notFound, 400,
                """
                {"__type":"PipelineExecutionNotFoundException","message":"Pipeline 'web' does not \
                have an execution with id '11111111-1111-4111-8111-111111111111'"}
                """
            ),
            (.emptyBody, 200, ""),
            (.malformedJSON, 200, #"{"pipelineExecution":{"status":"Succ"#),
            (
                .unknownStatus("Paused"), 200,
                """
                {"pipelineExecution":{"pipelineExecutionId":"11111111-1111-4111-8111-111111111111",\
                "pipelineName":"web","pipelineVersion":3,"status":"Paused"}}
                """
            ),
            (
                .wrongExecution, 200,
                """
                {"pipelineExecution":{"pipelineExecutionId":"01111111-1111-4111-8111-111111111111",\
                "pipelineName":"web","pipelineVersion":3,"status":"InProgress"}}
                """
            ),
        ] as [(Fault.Kind, Int, String)]
    )
    func `a reply can say something else`(kind: Fault.Kind, status: Int, body: String) async throws
    {
        try await serve(kind) { server, _ throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            let reply = try connection.readReply()
            #expect(reply.status == status)
            #expect(reply.body == body)
            #expect(server.requests.map(\.answer) == [kind.name])
            // The connection lives on, and so does the story.
            try connection.send(SignedRequest().bytes(for: server))
            #expect(try connection.readReply().body.contains("InProgress"))
        }
    }

    @Test func `a load balancer answers in HTML`() async throws {
        try await serve(.unavailable, retryAfter: .milliseconds(1_500)) { server, _ throws in
            let reply = try server.ask()
            #expect(reply.status == 503)
            #expect(reply.headers["content-type"] == "text/html")
            #expect(reply.headers["retry-after"] == "2")
            #expect(reply.body.hasPrefix("<html>"))
        }
    }

    @Test func `a reset is a reset`() async throws {
        try await serve(.reset) { server, _ throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            #expect(throws: RawConnection.Failure(code: ECONNRESET)) {
                try connection.readToEnd()
            }
            #expect(server.requests.map(\.httpStatus) == [nil])
        }
    }

    @Test func `a request can be left hanging`() async throws {
        try await serve(.hang) { server, clock throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            _ = try await server.firstRequest { $0.answer == "hang" }
            await clock.advance(by: .seconds(3600))
            #expect(try server.ask().status == 200)
            #expect(throws: RawConnection.Failure(code: EAGAIN)) { try connection.readNow() }
        }
    }

    @Test func `a slow answer comes piece by piece, and whole in the end`() async throws {
        try await serve(.slow(interval: .seconds(1), bytes: 100)) { server, clock throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            _ = try await server.firstRequest { $0.answer == "slow" }
            var pieces: [String] = []
            while pieces.last?.hasSuffix("}}") != true {
                // One piece is on its way, and no more than one.
                var piece = try connection.readSome()
                while piece.utf8.count < 100, !piece.hasSuffix("}}") {
                    piece += try connection.readSome()
                }
                pieces.append(piece)
                #expect(throws: RawConnection.Failure(code: EAGAIN)) { try connection.readNow() }
                await clock.advance(by: .seconds(1))
            }
            #expect(pieces.dropLast().allSatisfy { $0.utf8.count == 100 })
            #expect(pieces.count > 2)
            #expect(pieces.joined().contains(#""status":"InProgress"}}"#))
            try connection.send(SignedRequest().bytes(for: server))
            #expect(try connection.readReply().status == 200)
        }
    }

    @Test func `a truncated reply promises more than it holds`() async throws {
        try await serve(.truncated) { server, _ throws in
            let connection = try RawConnection(port: server.port)
            try connection.send(SignedRequest().bytes(for: server))
            let text = try connection.readToEnd()
            let parts = text.split(separator: "\r\n\r\n")
            let length = text.split(separator: "\r\n").compactMap { line in
                line.hasPrefix("Content-Length: ") ? Int(line.dropFirst(16)) : nil
            }
            #expect(parts.count == 2)
            #expect(parts[1].hasPrefix(#"{"pipelineExecution":{"#))
            let promised = try #require(length.first)
            #expect(promised > parts[1].utf8.count)
        }
    }

    @Test func `an outage refuses connections and ends those there are`() async throws {
        let outage = Fault(.closed, from: .seconds(2), until: .seconds(5))
        try await TestScenario.serve(TestScenario.scenario(faults: [outage])) {
            server,
            clock throws in
            let port = server.port
            let connection = try RawConnection(port: port)
            try connection.send(SignedRequest().bytes(for: server))
            _ = try connection.readReply()
            await clock.advance(by: .seconds(2))
            #expect(try connection.readToEnd() == "")
            #expect(RawConnection.untilRefused(port: port)?.code == ECONNREFUSED)
            await clock.advance(by: .seconds(3))
            #expect(server.port == port)
            #expect(try server.ask().status == 200)
        }
    }

    @Test func `a story can begin with an outage`() async throws {
        let outage = Fault(.closed, until: .seconds(5))
        try await TestScenario.serve(TestScenario.scenario(faults: [outage])) {
            server,
            clock throws in
            #expect(RawConnection.untilRefused(port: server.port)?.code == ECONNREFUSED)
            await clock.advance(by: .seconds(5))
            #expect(try server.ask().status == 200)
        }
    }
}
