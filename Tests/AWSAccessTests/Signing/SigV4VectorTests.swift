import Secrets
import Testing

@testable import AWSAccess

/// The pieces against the suite that AWS's own C library is tested with.
@Suite struct SigV4VectorTests {
    @Test func `the published suite is there as a whole`() {
        #expect(SigV4Vector.all.count == 38)
    }

    @Test(arguments: SigV4Vector.all)
    func `a request is signed as the suite says`(vector: SigV4Vector) throws {
        let canonical = CanonicalRequest(
            method: vector.request.method,
            path: vector.request.path,
            query: vector.request.query,
            headers: try headers(of: vector),
            payloadHash: PayloadHash.of(vector.request.body),
            normalizingPath: vector.context.normalize
        )
        let stringToSign = canonical.stringToSign(time: try vector.time, scope: try vector.scope)
        let key = SigningKey(secretAccessKey: vector.secretAccessKey, scope: try vector.scope)
        let signature = key.signature(of: stringToSign)
        let authorization = SigV4Authorization(
            accessKeyID: vector.context.credentials.access_key_id,
            scope: try vector.scope,
            signedHeaders: canonical.signedHeaders,
            signature: signature
        )

        #expect(String(decoding: canonical.bytes, as: UTF8.self) == vector.canonicalRequest)
        #expect(String(decoding: stringToSign, as: UTF8.self) == vector.stringToSign)
        #expect(signature == vector.signature)
        let expected = vector.signedRequest.headers.first { $0.name == "Authorization" }
        #expect(authorization.text == expected?.value)
    }

    @Test(arguments: SigV4Vector.all.filter { $0.context.normalize })
    func `a signed request of the suite is accepted as received`(vector: SigV4Vector) throws {
        let signed = vector.signedRequest
        if vector.context.omit_session_token == true {
            #expect(throws: SignatureRefusal.unsignedHeader("x-amz-security-token")) {
                try received(signed)
            }
        } else {
            let request = try received(signed)
            try request.checkSignature(secretAccessKey: vector.secretAccessKey)
            #expect(throws: SignatureRefusal.mismatch) {
                try request.checkSignature(secretAccessKey: Secret("another"))
            }
        }
    }

    private func received(_ request: RawRequest) throws(SignatureRefusal) -> ReceivedRequest {
        try ReceivedRequest(
            method: request.method,
            target: request.target,
            headers: request.headers,
            body: request.body
        )
    }

    /// The request's own headers, and those that signing adds by the case's context.
    private func headers(
        of vector: SigV4Vector
    ) throws -> [(name: String, value: String)] {
        var headers = vector.request.headers
        headers.append(("X-Amz-Date", try vector.time.text))
        if let token = vector.context.credentials.token, vector.context.omit_session_token != true {
            headers.append(("X-Amz-Security-Token", token))
        }
        if vector.context.sign_body {
            headers.append(("x-amz-content-sha256", PayloadHash.of(vector.request.body)))
        }
        return headers
    }
}
