import AWSAccess
import FoundationEssentials
import HTTPExchange
import Secrets

@testable import PipelineSimulator

/// A request for an execution, signed as the daemon signs, with room to do it wrong.
struct SignedRequest {
    var pipeline = "web"
    var execution = TestScenario.id
    var body: String?
    var target = "CodePipeline_20150709.GetPipelineExecution"
    var contentType = "application/x-amz-json-1.1"
    var accessKeyID = TestScenario.key.accessKeyID
    var secretAccessKey = TestScenario.key.secretAccessKey
    var sessionToken: Secret?
    var region = "eu-west-1"
    var service = "codepipeline"
    var signedAt = TestScenario.wallClock
    var isSigned = true
    var connection = "keep-alive"

    /// The bytes to send to a server.
    func bytes(for server: SimulatorServer) -> [UInt8] {
        bytes(port: server.port)
    }

    /// The bytes to send to a port of 127.0.0.1.
    func bytes(port: Int) -> [UInt8] {
        let body =
            body
            ?? #"{"pipelineName":"\#(pipeline)","pipelineExecutionId":"\#(execution)"}"#
        let host = "127.0.0.1:\(port)"
        var headers = [HTTPHeader("Content-Type", contentType), HTTPHeader("X-Amz-Target", target)]
        if isSigned {
            headers = RequestSigner(service: service, region: region).signed(
                headers,
                method: "POST",
                target: RequestTarget(scheme: .http, host: host),
                body: Array(body.utf8),
                credentials: AWSCredentials(
                    accessKeyID: accessKeyID,
                    secretAccessKey: secretAccessKey,
                    sessionToken: sessionToken,
                    source: "test"
                ),
                now: signedAt
            )
        }
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array(
            """
            POST / HTTP/1.1\r
            Host: \(host)\r
            Connection: \(connection)\r
            \(lines)Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8
        )
    }
}

extension SimulatorServer {
    /// Sends a request on a connection of its own and waits for the reply.
    func ask(_ request: SignedRequest = SignedRequest()) throws -> RawConnection.Reply {
        let connection = try RawConnection(port: port)
        try connection.send(request.bytes(for: self))
        return try connection.readReply()
    }
}
