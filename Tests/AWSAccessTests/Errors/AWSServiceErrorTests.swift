import Foundation
import HTTPExchange
import Secrets
import TestSupport
import Testing

@testable import AWSAccess

@Suite struct AWSServiceErrorTests {
    private static let now = Date(timeIntervalSince1970: 784_111_777)

    private func error(
        _ body: String = "",
        status: Int = 400,
        headers: [String: String] = [:],
        hiding secrets: [Secret] = []
    ) -> AWSServiceError {
        let reply = HTTPReply(
            status: status,
            headers: headers.map { HTTPHeader($0.key, $0.value) },
            body: Array(body.utf8)
        )
        return AWSServiceError(reply: reply, now: Self.now, hiding: secrets)
    }

    @Test(arguments: [
        #"{"__type":"ThrottlingException","message":"m"}"#,
        #"{"__type":"com.amazonaws.codepipeline#ThrottlingException","message":"m"}"#,
        #"{"__type":"ThrottlingException:http://internal.amazon.com/x/","message":"m"}"#,
        #"{"__type":"a.b#ThrottlingException:http://h/#x","Message":"m"}"#,
        #"{"code":"ThrottlingException","errorMessage":"m"}"#,
        #"{"Code":"a#ThrottlingException","Message":"m","message":null}"#,
        #"{"__type":7,"code":"ThrottlingException","message":[],"Message":"m"}"#,
        #"{"__type":"","code":"ThrottlingException","message":"m","more":{"a":[1]}}"#,
    ])
    func `the code and message are found in every spelling`(body: String) {
        let error = error(body)
        #expect(error.code == "ThrottlingException")
        #expect(error.message == "m")
        #expect(error.kind == .throttled)
    }

    @Test(arguments: ["x-amzn-ErrorType", "X-Amzn-Errortype", "x-amzn-error-type"])
    func `the header's code comes before the body's`(name: String) {
        let error = error(
            #"{"__type":"Other"}"#,
            headers: [name: "AccessDeniedException:http://internal/"]
        )
        #expect(error.code == "AccessDeniedException")
        #expect(error.kind == .refused)
    }

    @Test(arguments: ["x-amzn-RequestId", "X-AMZN-REQUESTID", "x-amz-request-id"])
    func `the request id is found whatever its case`(name: String) {
        #expect(error(headers: [name: "3f2a-1"]).requestID == "3f2a-1")
    }

    @Test(
        arguments: [
            ("", ""),
            ("{}", ""),
            ("null", "null"),
            ("{\"__type\":\"Thrott", "{\"__type\":\"Thrott"),
            ("Service  Unavailable\r\n\r\n", "Service Unavailable"),
            ("<html><body><h1>503</h1>\n<p>No server</p></body></html>", "503 No server"),
            ("\u{1B}[31mred\u{0}\u{202E}", "\u{FFFD}[31mred\u{FFFD}\u{FFFD}"),
            (String(repeating: "[", count: 100_000), nil),
            (String(repeating: #"{"a":"#, count: 50_000), nil),
        ] as [(String, String?)]
    )
    func `a body that is no error has no code and a bounded message`(
        body: String,
        message: String?
    ) {
        let error = error(body, status: 503)
        #expect(error.code == nil)
        #expect(error.kind == .transient)
        #expect(error.message.utf8.count <= 1_032)
        if let message { #expect(error.message == message) }
    }

    @Test func `a code that is no name is no code`() {
        #expect(error(#"{"__type":"a b"}"#).code == nil)
        #expect(error(#"{"__type":"\#(String(repeating: "x", count: 129))"}"#).code == nil)
        #expect(error(#"{"__type":"evil\nPRIORITY=0"}"#).code == nil)
        #expect(error(headers: ["x-amzn-RequestId": "a b"]).requestID == nil)
    }

    @Test func `a refused signature does not bring the session token into the message`() {
        let body = #"""
            {"__type":"InvalidSignatureException","message":"The signature does not match, \#
            token FwoGZX/abc==.\n\nThe Canonical String for this request should have been\n'POST\n\#
            x-amz-security-token:FwoGZX/abc=='"}
            """#
        let error = error(body, hiding: [Secret("FwoGZX/abc=="), Secret("")])
        #expect(error.message == "The signature does not match, token ‹secret›.")
        #expect(error.kind == .invalidCredentials)
    }

    @Test(
        arguments: [
            (["Retry-After": "120"], .seconds(120)),
            (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], .seconds(10)),
            (["retry-after": "86400"], .seconds(86_400)),
            (["retry-after": "86401"], .seconds(86_400)),
            (["retry-after": "99999999999999999999"], .seconds(86_400)),
            (["retry-after": "soon"], nil),
            (["x-amz-retry-after": "1500", "Retry-After": "120"], .milliseconds(1_500)),
            (["X-Amz-Retry-After": "99999999999999999999"], .seconds(86_400)),
            (["x-amz-retry-after": "x", "Retry-After": "120"], .seconds(120)),
            (["x-amz-retry-after": "-1"], nil),
            ([:], nil),
        ] as [([String: String], Duration?)]
    )
    func `the wait that is asked for is understood`(headers: [String: String], wait: Duration?) {
        #expect(error(status: 503, headers: headers).retryAfter == wait)
    }

    @Test func `the service's clock is kept`() {
        let error = error(headers: ["date": "Sun, 06 Nov 1994 08:49:37 GMT"])
        #expect(error.date == Self.now)
    }

    @Test func `an error is told in one line with its request`() {
        let error = error(
            #"{"__type":"AccessDeniedException","message":"User x may not"}"#,
            headers: ["x-amzn-requestid": "r1"]
        )
        #expect(error.description == "AccessDeniedException: User x may not (request r1)")
        #expect(self.error(status: 502).description == "HTTP status 502")
    }

    @Test func `no reply is too odd to be read`() {
        var generator = SeededGenerator(seed: 2)
        let good = Array(
            #"{"__type":"a#B:c","message":"é\n\u00e9","Message":["x",{"y":1e9}]}"#.utf8
        )
        for _ in 0..<3_000 {
            var body = Array(good.prefix(Int.random(in: 0...good.count, using: &generator)))
            for _ in 0..<Int.random(in: 0...4, using: &generator) where !body.isEmpty {
                let index = Int.random(in: 0..<body.count, using: &generator)
                body[index] = .random(in: 0...255, using: &generator)
            }
            let error = AWSServiceError(reply: HTTPReply(status: 400, body: body), now: Self.now)
            #expect(error.message.utf8.count <= 1_032)
        }
    }
}
