import AWSAccess
import Foundation
import HTTPExchange
import PipelineModel
import Secrets
import Testing

@testable import CodePipelineAPI

/// What is sent, and what every other end of a call becomes.
@Suite struct CodePipelineClientTests {
    @Test func `a call is one signed request to the endpoint`() async throws {
        let client = try ClientUnderTest(.reply(SampleReply.body))
        _ = await client.poll()
        let exchange = try #require(client.transport.exchanges.first)
        #expect(client.transport.exchanges.count == 1)
        #expect(exchange.timeout == .seconds(10))
        #expect(exchange.maximumReplyBytes == 1_048_576)
        let request = exchange.request
        #expect(request.method == "POST")
        #expect(request.url == "https://codepipeline.eu-west-1.amazonaws.com/")
        let headers = request.headers.filter { $0.name != "Authorization" }
        #expect(
            headers == [
                HTTPHeader("Content-Type", "application/x-amz-json-1.1"),
                HTTPHeader("User-Agent", "pipewatchd/test"),
                HTTPHeader("X-Amz-Target", "CodePipeline_20150709.GetPipelineExecution"),
                HTTPHeader("X-Amz-Date", "20261123T120000Z"),
                HTTPHeader("X-Amz-Security-Token", "FwoGZXIvYXdzEXAMPLE"),
            ]
        )
        let host = HTTPHeader("Host", "codepipeline.eu-west-1.amazonaws.com")
        try ReceivedRequest(
            method: "POST",
            target: "/",
            headers: (request.headers + [host]).map { ($0.name, $0.value) },
            body: request.body
        ).checkSignature(secretAccessKey: Secret("wJalrXUtnFEMI"))
    }

    @Test(
        arguments: [
            ("ThrottlingException", 400, .throttled), ("RequestTimeout", 400, .transient),
            ("ExpiredTokenException", 400, .credentials),
            ("UnrecognizedClientException", 400, .credentials),
            ("RequestTimeTooSkewed", 403, .transient), ("AccessDeniedException", 400, .refused),
            ("PipelineNotFoundException", 400, .notFound),
            ("PipelineExecutionNotFoundException", 400, .notFound),
            ("ValidationException", 400, .invalid), ("SomethingNewException", 400, .invalid),
            ("SomethingNewException", 500, .transient),
        ] as [(String, Int, PollFailure.Kind)]
    )
    func `an error of the service keeps its code`(
        code: String,
        status: Int,
        kind: PollFailure.Kind
    ) async throws {
        let body = "{\"__type\":\"ns#\(code):http://x\",\"message\":\"why\"}"
        let headers = ["x-amzn-RequestId": "r1", "x-amz-retry-after": "1500"]
        let client = try ClientUnderTest(.reply(body, status: status, headers: headers))
        #expect(
            await client.poll().failure
                == PollFailure(
                    kind: kind,
                    code: code,
                    message: "why",
                    requestID: "r1",
                    retryAfter: .milliseconds(1_500)
                )
        )
    }

    @Test(
        arguments: [
            (500, "", .transient, "the service said nothing more"),
            (503, "<html><h1>Service Unavailable</h1></html>", .transient, "Service Unavailable"),
            (429, "", .throttled, "the service said nothing more"),
            (403, "<p>Proxy says no</p>", .refused, "Proxy says no"),
            (404, "not here", .transient, "not here"),
            (302, "", .transient, "the service said nothing more"),
            (204, "", .transient, "the service said nothing more"),
        ] as [(Int, String, PollFailure.Kind, String)]
    )
    func `a reply without a code is told by its status`(
        status: Int,
        body: String,
        kind: PollFailure.Kind,
        message: String
    ) async throws {
        let failure = try await ClientUnderTest(.reply(body, status: status)).poll().failure
        #expect(failure == PollFailure(kind: kind, code: "HTTP\(status)", message: message))
    }

    @Test(
        arguments: [
            (.timedOut, "TimedOut", .transient),
            (.nameNotResolved("n"), "NameNotResolved", .transient),
            (.cannotConnect("n"), "CannotConnect", .transient),
            (.tls("n"), "TLSFailure", .transient),
            (.connectionClosed("n"), "ConnectionClosed", .transient),
            (.notHTTP("n"), "NotHTTP", .transient), (.replyTooLong, "ReplyTooLong", .transient),
            (.cancelled, "Cancelled", .transient), (.invalidURL, "InvalidURL", .invalid),
        ] as [(HTTPFailure, String, PollFailure.Kind)]
    )
    func `a failed exchange has a short code`(
        failure: HTTPFailure,
        code: String,
        kind: PollFailure.Kind
    ) async throws {
        let outcome = try await ClientUnderTest(.failure(failure)).poll()
        #expect(outcome.failure?.code == code)
        #expect(outcome.failure?.kind == kind)
        #expect(outcome.failure?.message.isEmpty == false)
    }

    @Test func `without credentials nothing is sent`() async throws {
        let client = try ClientUnderTest(
            .reply(SampleReply.body),
            credentials: .failure(.notConfigured(tried: ["here"]))
        )
        let failure = await client.poll().failure
        #expect(failure?.kind == .credentials)
        #expect(failure?.code == "CredentialsNotFound")
        #expect(failure?.message == "no AWS credentials found; looked for here")
        #expect(client.transport.exchanges.isEmpty)
    }

    @Test func `what the request carried does not come back in a message`() async throws {
        let body = """
            {"__type":"InvalidSignatureException","message":"FwoGZXIvYXdzEXAMPLE wJalrXUtnFEMI AKIDEXAMPLE"}
            """
        let failure = try await ClientUnderTest(.reply(body, status: 403)).poll().failure
        #expect(failure?.message == "‹secret› ‹secret› ‹secret›")
        #expect(failure?.kind == .credentials)
    }

    @Test(arguments: ["web", "a@b.c_d-1", "\"\\\u{1F}\n/é😀"])
    func `a name is the same name in the request`(name: String) async throws {
        let client = try ClientUnderTest(.reply(SampleReply.body))
        _ = await client.poll(pipelineName: name)
        let body = try #require(client.transport.exchanges.first?.request.body)
        let decoded = try JSONDecoder().decode([String: String].self, from: Data(body))
        #expect(
            decoded == [
                "pipelineName": name, "pipelineExecutionId": ClientUnderTest.executionID,
            ]
        )
    }
}
