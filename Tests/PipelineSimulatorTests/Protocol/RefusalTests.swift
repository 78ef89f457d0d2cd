import FoundationEssentials
import PipelineModel
import Secrets
import Testing

@testable import PipelineSimulator

/// What the service says to requests that it does not take.
@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout SignedRequest) -> Void
        var code: String
        var message: String?
    }

    private static let mismatch =
        "The request signature we calculated does not match the signature you provided. Check your "
        + "AWS Secret Access Key and signing method. Consult the service documentation for details."

    static let cases: [Case] = [
        Case(
            testDescription: "no signature",
            change: { $0.isSigned = false },
            code: "MissingAuthenticationTokenException",
            message: "Missing Authentication Token"
        ),
        Case(
            testDescription: "unknown key",
            change: { $0.accessKeyID = "UNKNOWN" },
            code: "UnrecognizedClientException",
            message: "The security token included in the request is invalid."
        ),
        Case(
            testDescription: "a token with a key that has none",
            change: { $0.sessionToken = Secret("token") },
            code: "UnrecognizedClientException",
            message: "The security token included in the request is invalid."
        ),
        Case(
            testDescription: "wrong secret",
            change: { $0.secretAccessKey = Secret("guessed") },
            code: "InvalidSignatureException",
            message: mismatch
        ),
        Case(
            testDescription: "wrong region",
            change: { $0.region = "us-east-1" },
            code: "InvalidSignatureException",
            message: "Credential should be scoped to a valid region."
        ),
        Case(
            testDescription: "wrong service",
            change: { $0.service = "codebuild" },
            code: "InvalidSignatureException",
            message: "Credential should be scoped to correct service: 'codepipeline'."
        ),
        Case(
            testDescription: "too old",
            change: { $0.signedAt -= 901 },
            code: "RequestExpired",
            message: "Signature expired: 20260921T135819Z is now earlier than 20260921T135820Z "
                + "(20260921T141320Z - 15 min.)"
        ),
        Case(
            testDescription: "from the future",
            change: { $0.signedAt += 901 },
            code: "RequestExpired",
            message: "Signature not yet current: 20260921T142821Z is still later than "
                + "20260921T142820Z (20260921T141320Z + 15 min.)"
        ),
        Case(
            testDescription: "another operation",
            change: { $0.target = "CodePipeline_20150709.ListPipelines" },
            code: "UnknownOperationException",
            message: nil
        ),
        Case(
            testDescription: "another protocol",
            change: { $0.contentType = "application/json" },
            code: "UnknownOperationException",
            message: nil
        ),
        Case(
            testDescription: "not JSON",
            change: { $0.body = "{" },
            code: "SerializationException",
            message: "The body is not JSON"
        ),
        Case(
            testDescription: "a list",
            change: { $0.body = "[]" },
            code: "SerializationException",
            message: "Start of structure or map not found where expected."
        ),
        Case(
            testDescription: "a number for a name",
            change: { $0.body = #"{"pipelineName":1}"# },
            code: "SerializationException",
            message: "The member pipelineName can not be converted to a String"
        ),
        Case(
            testDescription: "no members",
            change: { $0.body = "{}" },
            code: "ValidationException",
            message: "2 validation errors detected: Value null at 'pipelineName' failed to "
                + "satisfy constraint: Member must not be null; Value null at "
                + "'pipelineExecutionId' failed to satisfy constraint: Member must not be null"
        ),
        Case(
            testDescription: "a name with a space",
            change: { $0.pipeline = "my web" },
            code: "ValidationException",
            message: "1 validation error detected: Value 'my web' at 'pipelineName' failed to "
                + "satisfy constraint: Member must satisfy regular expression pattern: "
                + #"[A-Za-z0-9.@\-_]+"#
        ),
        Case(
            testDescription: "a name that is too long",
            change: { $0.pipeline = String(repeating: "a", count: 101) },
            code: "ValidationException",
            message: "1 validation error detected: Value '\(String(repeating: "a", count: 101))' "
                + "at 'pipelineName' failed to satisfy constraint: Member must have length less "
                + "than or equal to 100"
        ),
        Case(
            testDescription: "an id in upper case",
            change: { $0.execution = "AAAAAAAA-1111-4111-8111-111111111111" },
            code: "ValidationException",
            message: "1 validation error detected: Value 'AAAAAAAA-1111-4111-8111-111111111111' "
                + "at 'pipelineExecutionId' failed to satisfy constraint: Member must satisfy "
                + "regular expression pattern: "
                + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
        ),
        Case(
            testDescription: "another pipeline",
            change: { $0.pipeline = "api" },
            code: "PipelineNotFoundException",
            message: "Account '111122223333' does not have a pipeline with name 'api'"
        ),
        Case(
            testDescription: "another execution",
            change: { $0.execution = "33333333-3333-4333-8333-333333333333" },
            code: "PipelineExecutionNotFoundException",
            message: "Pipeline 'web' does not have an execution with id "
                + "'33333333-3333-4333-8333-333333333333'"
        ),
    ]

    private struct ErrorBody: Decodable, Equatable {
        var type: String
        var message: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case message
        }
    }

    @Test(arguments: cases)
    func `a refusal is worded as AWS does`(wrong: Case) async throws {
        try await TestScenario.serve { server, _ throws in
            var request = SignedRequest()
            wrong.change(&request)
            let reply = try server.ask(request)
            #expect(reply.status == 400)
            #expect(reply.headers["content-type"] == "application/x-amz-json-1.1")
            let body = try JSONDecoder().decode(ErrorBody.self, from: Data(reply.body.utf8))
            #expect(body == ErrorBody(type: wrong.code, message: wrong.message))
            #expect(server.requests.map(\.answer) == [wrong.code])
        }
    }

    @Test(arguments: [-900, 900])
    func `a signature may be 15 minutes off`(seconds: Double) async throws {
        try await TestScenario.serve { server, _ throws in
            let request = SignedRequest(signedAt: TestScenario.wallClock + seconds)
            #expect(try server.ask(request).status == 200)
        }
    }

    @Test func `temporary credentials need their token, and expire`() async throws {
        var key = TestScenario.key
        key.sessionToken = Secret("the token")
        key.expiresAfter = .seconds(20)
        let scenario = TestScenario.scenario(credentials: [key])
        try await TestScenario.serve(scenario) { server, clock throws in
            let right = SignedRequest(sessionToken: Secret("the token"))
            let other = SignedRequest(sessionToken: Secret("another"))
            #expect(try server.ask(right).status == 200)
            #expect(try server.ask(other).body.contains("UnrecognizedClientException"))
            #expect(try server.ask(SignedRequest()).body.contains("UnrecognizedClientException"))
            await clock.advance(by: .seconds(20))
            #expect(try server.ask(right).body.contains("ExpiredTokenException"))
        }
    }

    @Test func `a signature is for one body`() async throws {
        try await TestScenario.serve { server, _ throws in
            let connection = try RawConnection(port: server.port)
            let request = String(decoding: SignedRequest().bytes(for: server), as: UTF8.self)
            let forged = request.replacing(TestScenario.id, with: TestScenario.otherID)
            try connection.send(Array(forged.utf8))
            #expect(try connection.readReply().body.contains("InvalidSignatureException"))
        }
    }
}
