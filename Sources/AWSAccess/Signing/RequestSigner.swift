package import FoundationEssentials
package import HTTPExchange
internal import Secrets
internal import Synchronization

/// Signs requests to one service in one region.
///
/// The derived key is kept for as long as the credentials and the day (UTC) stay the same, which
/// leaves three hashes of short texts to a signature: of the body, of the canonical request, and
/// the HMAC.
package final class RequestSigner: Sendable {
    private let service: String
    private let region: String
    private let kept = Mutex<KeptKey?>(nil)

    private struct KeptKey {
        let key: SigningKey
        let accessKeyID: String
        let secretAccessKey: Secret
        let day: String
    }

    /// Makes a signer that has no key yet.
    ///
    /// - Parameters:
    ///   - service: the service by its signing name, such as `codepipeline`.
    ///   - region: the region that requests are signed for.
    package init(service: String, region: String) {
        self.service = service
        self.region = region
    }

    /// Signs one request.
    ///
    /// - Parameters:
    ///   - headers: the request's own headers, without `Host` and `Content-Length`, which the
    ///     transport adds. `Host` is signed as `target` has it.
    ///   - method: the method in upper case.
    ///   - target: where the request goes.
    ///   - body: the whole body.
    ///   - credentials: what to sign with.
    ///   - now: the time by the service's clock; more than 15 minutes off, it is refused.
    /// - Returns: the headers to send: those given, `X-Amz-Date`, `X-Amz-Security-Token` where
    ///   the credentials have one, and `Authorization`.
    package func signed(
        _ headers: [HTTPHeader],
        method: String,
        target: RequestTarget,
        body: [UInt8],
        credentials: AWSCredentials,
        now: Date
    ) -> [HTTPHeader] {
        let time = SigningTime(now)
        let key = key(for: credentials, day: time.day)
        var all = headers
        all.reserveCapacity(headers.count + 3)
        all.append(HTTPHeader("X-Amz-Date", time.text))
        if let token = credentials.sessionToken {
            all.append(HTTPHeader("X-Amz-Security-Token", token.reveal()))
        }
        let canonical = CanonicalRequest(
            method: method,
            path: target.path,
            query: target.query,
            headers: (all + [HTTPHeader("host", target.host)]).lazy.map { ($0.name, $0.value) },
            payloadHash: PayloadHash.of(body)
        )
        let authorization = SigV4Authorization(
            accessKeyID: credentials.accessKeyID,
            scope: key.scope,
            signedHeaders: canonical.signedHeaders,
            signature: key.signature(of: canonical.stringToSign(time: time, scope: key.scope))
        )
        all.append(HTTPHeader("Authorization", authorization.text))
        return all
    }

    private func key(for credentials: AWSCredentials, day: Substring) -> SigningKey {
        kept.withLock { kept in
            if let kept, kept.day == day, kept.accessKeyID == credentials.accessKeyID,
                kept.secretAccessKey == credentials.secretAccessKey
            {
                return kept.key
            }
            let scope = SigningScope(day: String(day), region: region, service: service)
            let key = SigningKey(secretAccessKey: credentials.secretAccessKey, scope: scope)
            kept = KeptKey(
                key: key,
                accessKeyID: credentials.accessKeyID,
                secretAccessKey: credentials.secretAccessKey,
                day: scope.day
            )
            return key
        }
    }
}
