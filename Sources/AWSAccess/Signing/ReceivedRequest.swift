package import Secrets

/// A signed request as a server receives it, whose signature can be checked.
///
/// The check makes the canonical request anew from what was received and from the list of headers
/// that the sender says it signed, with the very pieces that sign. Whether the access key exists,
/// whether the session token belongs to it and whether the time is near enough are the caller's
/// questions: `authorization` and `time` answer them.
package struct ReceivedRequest: Sendable {
    package let authorization: SigV4Authorization
    /// The moment that `X-Amz-Date` says the request was signed at.
    package let time: SigningTime

    private let canonical: CanonicalRequest

    /// Takes the parts that a signature covers out of a request.
    ///
    /// - Parameters:
    ///   - method: the method as received.
    ///   - target: the request target as received: the path and, after a `?`, the query.
    ///   - headers: the headers as received, in their order.
    ///   - body: the body as received.
    /// - Throws: every refusal that needs no key, so all but `.mismatch`.
    package init(
        method: String,
        target: String,
        headers: some Sequence<(name: String, value: String)>,
        body: [UInt8]
    ) throws(SignatureRefusal) {
        var received: [String: String] = [:]
        for header in headers { received[header.name.lowercased()] = header.value }
        guard let value = received["authorization"] else { throw .missingAuthorization }
        let authorization = try SigV4Authorization(parsing: value)
        guard let time = received["x-amz-date"].flatMap({ SigningTime(text: $0) }) else {
            throw .missingDate
        }
        guard time.day == authorization.scope.day else { throw .otherDay }

        let names = Set(authorization.signedHeaders.split(separator: ";").map(String.init))
        if let absent = names.sorted().first(where: { received[$0] == nil }) {
            throw .absentHeader(absent)
        }
        let mustBeSigned = received.keys.filter { $0 == "host" || $0.hasPrefix("x-amz-") }
        if let unsigned = mustBeSigned.sorted().first(where: { !names.contains($0) }) {
            throw .unsignedHeader(unsigned)
        }

        let questionMark = target.firstIndex(of: "?") ?? target.endIndex
        canonical = CanonicalRequest(
            method: method,
            path: String(target[..<questionMark]),
            query: String(target[questionMark...].dropFirst()),
            headers: headers,
            payloadHash: PayloadHash.of(body),
            signing: names.contains
        )
        self.authorization = authorization
        self.time = time
    }

    /// Throws unless the request was signed with this secret access key.
    package func checkSignature(secretAccessKey: Secret) throws(SignatureRefusal) {
        try checkSignature(
            key: SigningKey(secretAccessKey: secretAccessKey, scope: authorization.scope)
        )
    }

    /// Throws unless the request was signed with this key, which a server may keep for a day.
    package func checkSignature(key: SigningKey) throws(SignatureRefusal) {
        guard key.scope == authorization.scope,
            canonical.signedHeaders == authorization.signedHeaders
        else { throw .mismatch }
        let expected = key.signature(of: canonical.stringToSign(time: time, scope: key.scope))
        guard Self.areEqual(expected, authorization.signature) else { throw .mismatch }
    }

    /// Compares in a time that does not tell how much of the two is equal.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
