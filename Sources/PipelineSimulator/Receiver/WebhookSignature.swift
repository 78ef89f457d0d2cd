import Crypto
package import FoundationEssentials
package import Secrets

/// Checks deliveries that are signed as Standard Webhooks asks: HMAC-SHA256 over the id, the time
/// and the body.
///
/// Written apart from the code that signs, so that the one proves the other.
package struct WebhookSignature: Sendable {
    /// What is found of one delivery.
    package enum Finding: String, Sendable, Equatable {
        case verified
        /// There is no secret to check with.
        case unchecked
        /// It carries no signature, or not the id and the time that go with it.
        case missing
        /// It is signed, and not with this secret or not this body.
        case wrong
        /// It is signed at a time more than five minutes off.
        case stale
    }

    private static let allowedSkew: TimeInterval = 5 * 60

    private let key: SymmetricKey

    /// Takes a secret: `whsec_` and the Base64 of 24 to 64 bytes; `nil` where it is not one.
    package init?(secret: Secret) {
        let text = secret.reveal()
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Holds the headers of a delivery against its body.
    ///
    /// - Parameters:
    ///   - id: `webhook-id`.
    ///   - timestamp: `webhook-timestamp`, in Unix seconds.
    ///   - signatures: `webhook-signature`: one or more, with spaces between them.
    ///   - body: the body as it came.
    ///   - now: the wall clock.
    /// - Returns: what is found.
    package func check(
        id: String?,
        timestamp: String?,
        signatures: String?,
        body: [UInt8],
        now: Date
    ) -> Finding {
        guard let id, let timestamp, let signatures, let seconds = Int64(timestamp) else {
            return .missing
        }
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let isRight = signatures.split(separator: " ").contains { signature in
            guard signature.hasPrefix("v1,"),
                let code = Data(base64Encoded: String(signature.dropFirst(3)))
            else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code,
                authenticating: signed,
                using: key
            )
        }
        guard isRight else { return .wrong }
        let age = now.timeIntervalSince1970 - Double(seconds)
        return abs(age) <= Self.allowedSkew ? .verified : .stale
    }
}
