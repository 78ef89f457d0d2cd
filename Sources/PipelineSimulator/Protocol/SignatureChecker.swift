import AWSAccess
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Secrets

/// Checks that a request is signed by one of the scenario's keys, in time, for the right region
/// and service; what is wrong is worded as AWS does.
///
/// It keeps the keys that it derived, so each connection has its own.
struct SignatureChecker {
    private static let service = "codepipeline"
    /// AWS takes a signature that is up to 15 minutes off.
    private static let allowedSkew: TimeInterval = 15 * 60

    private let region: String
    private let accepted: [String: AcceptedCredentials]
    private var derived: [String: SigningKey] = [:]

    init(_ scenario: Scenario) {
        region = scenario.region
        accepted = Dictionary(
            scenario.credentials.map { ($0.accessKeyID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Throws unless the request may be answered.
    ///
    /// - Parameters:
    ///   - request: as it came.
    ///   - now: the wall clock, for the age of the signature.
    ///   - time: since the scenario's clock started, for keys that expire.
    /// - Throws: the answer that it gets instead.
    mutating func check(
        _ request: WholeRequest,
        now: Date,
        at time: Duration
    ) throws(ServiceError) {
        let received = try Self.received(request)
        let authorization = received.authorization
        let headers = request.head.headers
        guard let credentials = accepted[authorization.accessKeyID],
            headers.first(name: "X-Amz-Security-Token") == credentials.sessionToken?.reveal()
        else { throw .unrecognizedClient }
        if let expiry = credentials.expiresAfter, time >= expiry { throw .expiredToken }
        try Self.checkAge(of: received.time, now: now)
        try checkScope(authorization.scope)
        let key: SigningKey
        if let kept = derived[credentials.accessKeyID], kept.scope == authorization.scope {
            key = kept
        } else {
            key = SigningKey(
                secretAccessKey: credentials.secretAccessKey,
                scope: authorization.scope
            )
            derived[credentials.accessKeyID] = key
        }
        do {
            try received.checkSignature(key: key)
        } catch {
            throw ServiceError(error)
        }
    }

    private static func received(
        _ request: WholeRequest
    ) throws(ServiceError) -> ReceivedRequest {
        do {
            return try ReceivedRequest(
                method: request.head.method.rawValue,
                target: request.head.uri,
                headers: request.head.headers.lazy.map { (name: $0.name, value: $0.value) },
                body: Array(request.body.readableBytesView)
            )
        } catch {
            throw ServiceError(error)
        }
    }

    private static func checkAge(of time: SigningTime, now: Date) throws(ServiceError) {
        let late = now.timeIntervalSince(time.date)
        let text = SigningTime(now).text
        if late > allowedSkew {
            let bound = SigningTime(now.addingTimeInterval(-allowedSkew)).text
            throw .requestExpired(
                "Signature expired: \(time.text) is now earlier than \(bound) (\(text) - 15 min.)"
            )
        }
        if late < -allowedSkew {
            let bound = SigningTime(now.addingTimeInterval(allowedSkew)).text
            throw .requestExpired(
                "Signature not yet current: \(time.text) is still later than \(bound) "
                    + "(\(text) + 15 min.)"
            )
        }
    }

    private func checkScope(_ scope: SigningScope) throws(ServiceError) {
        guard scope.service == Self.service else {
            throw .invalidSignature(
                "Credential should be scoped to correct service: '\(Self.service)'."
            )
        }
        guard scope.region == region else {
            throw .invalidSignature("Credential should be scoped to a valid region.")
        }
    }
}

extension ServiceError {
    fileprivate init(_ refusal: SignatureRefusal) {
        self =
            switch refusal {
            case .missingAuthorization: .missingAuthenticationToken
            case .unknownAlgorithm, .malformedAuthorization:
                .incompleteSignature(
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' "
                        + "parameters."
                )
            case .missingDate:
                .incompleteSignature("Authorization header requires an 'X-Amz-Date' header.")
            case .otherDay:
                .invalidSignature("Date in Credential scope does not match that of 'X-Amz-Date'.")
            case .unsignedHeader(let name):
                .invalidSignature(
                    "There were headers present in the request which were not signed: \(name)"
                )
            case .absentHeader, .mismatch: .signatureMismatch
            }
    }
}
