internal import Crypto

/// A request in the one form that its sender and its receiver both arrive at, and hash.
///
/// Source: "Create a canonical request" in the IAM User Guide. The text holds the session token
/// where that is signed, so it must not reach a log.
package struct CanonicalRequest: Sendable, Equatable {
    /// The canonical request itself.
    package let bytes: [UInt8]
    /// The names of the headers it covers: lower-case, in order, a semicolon between them.
    package let signedHeaders: String

    /// Puts a request into its canonical form.
    ///
    /// - Parameters:
    ///   - method: the method in upper case.
    ///   - path: the path as the request line carries it.
    ///   - query: what follows the `?` there; empty without one.
    ///   - headers: the request's headers in the order they are sent, with `Host`.
    ///   - payloadHash: `PayloadHash.of(body)`.
    ///   - normalizingPath: whether `.`, `..` and empty segments of the path are resolved. False
    ///     for a service that takes paths literally, as S3 does.
    ///   - isSigned: tells of a lower-case name whether the signature covers it.
    package init(
        method: String,
        path: String,
        query: String,
        headers: some Sequence<(name: String, value: String)>,
        payloadHash: String,
        normalizingPath: Bool = true,
        signing isSigned: (String) -> Bool = CanonicalRequest.isSignedByDefault
    ) {
        let canonicalHeaders = CanonicalHeaders(headers, where: isSigned)
        var out: [UInt8] = []
        out.reserveCapacity(1_024)
        out += method.utf8
        out.append(UInt8(ascii: "\n"))
        CanonicalTarget.appendPath(path, normalizing: normalizingPath, to: &out)
        out.append(UInt8(ascii: "\n"))
        CanonicalTarget.appendQuery(query, to: &out)
        out.append(UInt8(ascii: "\n"))
        canonicalHeaders.appendLines(to: &out)
        out.append(UInt8(ascii: "\n"))
        let namesStart = out.count
        canonicalHeaders.appendNames(to: &out)
        signedHeaders = String(decoding: out[namesStart...], as: UTF8.self)
        out.append(UInt8(ascii: "\n"))
        out += payloadHash.utf8
        bytes = out
    }

    /// Whether a header is signed unless a caller says otherwise.
    ///
    /// Left out are those that a proxy or the transport may add or change on the way.
    package static func isSignedByDefault(_ lowercaseName: String) -> Bool {
        switch lowercaseName {
        case "authorization", "connection", "expect", "te", "trailer", "transfer-encoding",
            "upgrade", "user-agent", "x-amzn-trace-id":
            false
        default: true
        }
    }

    /// What is signed: the algorithm, the time, the scope, and the hash of this request.
    package func stringToSign(time: SigningTime, scope: SigningScope) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(192)
        out += SigV4Authorization.algorithm.utf8
        out.append(UInt8(ascii: "\n"))
        out += time.text.utf8
        out.append(UInt8(ascii: "\n"))
        out += scope.text.utf8
        out.append(UInt8(ascii: "\n"))
        out += PayloadHash.of(bytes).utf8
        return out
    }
}
