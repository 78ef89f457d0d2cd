import Foundation
import HTTPExchange
import Secrets
import Testing

@testable import AWSAccess

@Suite struct ReceivedRequestTests {
    /// A good request, in parts that a test can spoil.
    struct Received {
        var method = "POST"
        var target = "/"
        var body = Array("{\"a\":1}".utf8)
        var headers: [(name: String, value: String)]

        init() {
            let signed = RequestSigner(service: "codepipeline", region: "eu-west-1").signed(
                [HTTPHeader("X-Amz-Target", "CodePipeline_20150709.GetPipelineExecution")],
                method: method,
                target: RequestTarget(scheme: .http, host: "127.0.0.1:4566"),
                body: body,
                credentials: RequestSignerTests.credentials,
                now: RequestSignerTests.noon
            )
            headers = [("host", "127.0.0.1:4566")] + signed.map { ($0.name, $0.value) }
        }

        mutating func set(_ name: String, _ value: String?) {
            headers.removeAll { $0.name.lowercased() == name.lowercased() }
            if let value { headers.append((name, value)) }
        }

        mutating func replaceInAuthorization(_ old: String, _ new: String) {
            let value = headers.first { $0.name == "Authorization" }?.value ?? ""
            set("Authorization", value.replacing(old, with: new))
        }

        func check() throws {
            try ReceivedRequest(method: method, target: target, headers: headers, body: body)
                .checkSignature(secretAccessKey: RequestSignerTests.credentials.secretAccessKey)
        }
    }

    struct Fault: CustomTestStringConvertible {
        let testDescription: String
        let refusal: SignatureRefusal
        let spoil: @Sendable (inout Received) -> Void

        init(
            _ name: String,
            _ refusal: SignatureRefusal,
            _ spoil: @escaping @Sendable (inout Received) -> Void
        ) {
            testDescription = name
            self.refusal = refusal
            self.spoil = spoil
        }
    }

    static let faults: [Fault] = [
        Fault("no authorization", .missingAuthorization) { $0.set("Authorization", nil) },
        Fault("another scheme", .unknownAlgorithm) { $0.set("Authorization", "Bearer x") },
        Fault("no signature", .malformedAuthorization) {
            $0.replaceInAuthorization("Signature=", "Sig=")
        },
        Fault("no access key", .malformedAuthorization) {
            $0.replaceInAuthorization("AKIDEXAMPLE", "")
        },
        Fault("a scope of another form", .malformedAuthorization) {
            $0.replaceInAuthorization("aws4_request", "aws5_request")
        },
        Fault("no date", .missingDate) { $0.set("X-Amz-Date", nil) },
        Fault("a date of another form", .missingDate) { $0.set("X-Amz-Date", "2026-11-23") },
        Fault("another day", .otherDay) { $0.set("X-Amz-Date", "20261124T120000Z") },
        Fault("a signed header gone", .absentHeader("x-amz-target")) {
            $0.set("X-Amz-Target", nil)
        },
        Fault("a header of AWS's added", .unsignedHeader("x-amz-extra")) {
            $0.set("X-Amz-Extra", "1")
        },
        Fault("the host not signed", .unsignedHeader("host")) {
            $0.replaceInAuthorization("host;", "")
        },
        Fault("another time", .mismatch) { $0.set("X-Amz-Date", "20261123T120001Z") },
        Fault("another token", .mismatch) { $0.set("X-Amz-Security-Token", "x") },
        Fault("another operation", .mismatch) { $0.set("X-Amz-Target", "Other") },
        Fault("another host", .mismatch) { $0.set("Host", "example.com") },
        Fault("another method", .mismatch) { $0.method = "PUT" },
        Fault("another path", .mismatch) { $0.target = "/x" },
        Fault("a query", .mismatch) { $0.target = "/?x=1" },
        Fault("another body", .mismatch) { $0.body.append(0x20) },
        Fault("another region", .mismatch) { $0.replaceInAuthorization("eu-west-1", "eu-west-2") },
        Fault("another service", .mismatch) { $0.replaceInAuthorization("codepipeline", "sts") },
        Fault("a cut signature", .mismatch) { received in
            let value = received.headers.first { $0.name == "Authorization" }?.value ?? ""
            received.set("Authorization", String(value.dropLast()))
        },
    ]

    @Test func `a good request is accepted`() throws {
        try Received().check()
    }

    @Test func `headers that are not signed may come and go on the way`() throws {
        var received = Received()
        received.set("User-Agent", "something")
        received.set("X-Forwarded-For", "192.0.2.1")
        try received.check()
    }

    @Test(arguments: faults)
    func `a request that was changed is refused`(fault: Fault) {
        var received = Received()
        fault.spoil(&received)
        #expect(throws: fault.refusal) { try received.check() }
    }

    @Test func `the parts of the header may come in any order and without spaces`() throws {
        let scope = "AKID/20261123/eu-west-1/sts/aws4_request"
        let parsed = try SigV4Authorization(
            parsing: "AWS4-HMAC-SHA256 Signature=ab,Credential=\(scope),SignedHeaders=host;x"
        )
        #expect(parsed.signature == "ab")
        #expect(parsed.accessKeyID == "AKID")
        #expect(parsed.signedHeaders == "host;x")
    }
}
