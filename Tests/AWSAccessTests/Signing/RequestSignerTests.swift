import Foundation
import HTTPExchange
import Secrets
import TestSupport
import Testing

@testable import AWSAccess

@Suite struct RequestSignerTests {
    static let credentials = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        sessionToken: Secret("a/session+token=="),
        source: "the test"
    )
    static let target = RequestTarget(
        scheme: .https,
        host: "codepipeline.eu-west-1.amazonaws.com"
    )
    static let noon = Date(timeIntervalSince1970: 1_795_435_200)

    private func sign(
        with signer: RequestSigner,
        credentials: AWSCredentials = credentials,
        at date: Date = noon
    ) -> [HTTPHeader] {
        signer.signed(
            [HTTPHeader("Content-Type", "application/x-amz-json-1.1")],
            method: "POST",
            target: Self.target,
            body: Array("{}".utf8),
            credentials: credentials,
            now: date
        )
    }

    private func receive(_ headers: [HTTPHeader]) throws(SignatureRefusal) -> ReceivedRequest {
        let all =
            headers + [HTTPHeader("Host", Self.target.host), HTTPHeader("Content-Length", "2")]
        return try ReceivedRequest(
            method: "POST",
            target: "/",
            headers: all.map { ($0.name, $0.value) },
            body: Array("{}".utf8)
        )
    }

    @Test func `what is signed is accepted by whoever has the secret`() throws {
        let headers = sign(with: RequestSigner(service: "codepipeline", region: "eu-west-1"))
        let request = try receive(headers)
        try request.checkSignature(secretAccessKey: Self.credentials.secretAccessKey)
        #expect(request.authorization.accessKeyID == "AKIDEXAMPLE")
        #expect(request.authorization.scope.text == "20261123/eu-west-1/codepipeline/aws4_request")
        #expect(
            request.authorization.signedHeaders
                == "content-type;host;x-amz-date;x-amz-security-token"
        )
        #expect(request.time.date == Self.noon)
        #expect(
            headers.map(\.name) == [
                "Content-Type", "X-Amz-Date", "X-Amz-Security-Token", "Authorization",
            ]
        )
    }

    @Test func `the kept key gives way to other credentials and to another day`() throws {
        let signer = RequestSigner(service: "codepipeline", region: "eu-west-1")
        let first = sign(with: signer)
        let others = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Secret("rotated"),
            source: "the test"
        )
        try receive(sign(with: signer, credentials: others))
            .checkSignature(secretAccessKey: others.secretAccessKey)
        try receive(sign(with: signer, at: Self.noon.addingTimeInterval(43_200)))
            .checkSignature(secretAccessKey: Self.credentials.secretAccessKey)
        #expect(sign(with: signer) == first)
    }

    @Test(.needsPython)
    func `two hundred random requests are signed as botocore signs them`() async throws {
        var generator = SeededGenerator(seed: 20_150_709)
        let cases = (0..<200).map { _ in OracleCase(using: &generator) }
        let answers = try await Python.ask(
            "sigv4",
            in: .module,
            cases,
            answering: [[String: String]].self
        )
        try #require(answers.count == cases.count)
        for (oracleCase, answer) in zip(cases, answers) {
            let signed = try oracleCase.signed()
            for name in ["Authorization", "X-Amz-Date", "X-Amz-Security-Token"] {
                #expect(
                    signed.first { $0.isNamed(name) }?.value == answer[name],
                    "\(name) of \(oracleCase.url)"
                )
            }
        }
    }
}

/// A random request, as the script takes it.
private struct OracleCase: Encodable, Sendable {
    let method: String
    let url: String
    let headers: [[String]]
    let body: String
    let time: String
    let service: String
    let region: String
    let accessKeyID: String
    let secretAccessKey: String
    let sessionToken: String?

    private static let letters = "abcdefghijklmnopqrstuvwxyz"

    init(using generator: inout SeededGenerator) {
        region =
            ["eu-west-1", "us-gov-west-1", "cn-north-1", "ap-southeast-7"]
            .randomElement(using: &generator) ?? "us-east-1"
        service = "codepipeline"
        let isGet = Int.random(in: 0..<8, using: &generator) == 0
        method = isGet ? "GET" : "POST"
        let port = Bool.random(using: &generator) ? ":4566" : ""
        let path = generator.text(of: 0...12, from: Self.letters + "-._~/")
        let query = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let name = generator.text(of: 1...5, from: Self.letters)
            return "\(name)=\(generator.text(of: 0...5, from: Self.letters + "0123456789-_.~"))"
        }
        url =
            "https://codepipeline.\(region).amazonaws.com\(port)/\(isGet ? path : "")"
            + (isGet ? "?\(query.joined(separator: "&"))" : "")
        headers = [
            ["Content-Type", "application/x-amz-json-1.1"],
            ["User-Agent", "pipewatchd/test"],
            ["X-Amz-Target", "CodePipeline_20150709.GetPipelineExecution"],
            ["X-Amz-Odd", generator.text(of: 1...30, from: "ab \t;=,") + "x"],
        ]
        body = isGet ? "" : generator.text(of: 0...300, from: Self.letters + "{}\":\\é漢😀 \n")
        time =
            SigningTime(
                Date(timeIntervalSince1970: .random(in: 0...4_102_444_800, using: &generator))
            ).text
        accessKeyID = "AKIA" + generator.text(of: 16...16, from: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        secretAccessKey = generator.text(of: 1...80, from: Self.letters + "ABCXYZ0189/+")
        sessionToken =
            Bool.random(using: &generator)
            ? generator.text(of: 100...1_200, from: Self.letters + "ABC0189/+=") : nil
    }

    func signed() throws -> [HTTPHeader] {
        let target = try #require(RequestTarget(url: url))
        let date = try #require(SigningTime(text: time)).date
        return RequestSigner(service: service, region: region).signed(
            headers.map { HTTPHeader($0[0], $0[1]) },
            method: method,
            target: target,
            body: Array(body.utf8),
            credentials: AWSCredentials(
                accessKeyID: accessKeyID,
                secretAccessKey: Secret(secretAccessKey),
                sessionToken: sessionToken.map { Secret($0) },
                source: "the test"
            ),
            now: date
        )
    }
}
