import Crypto
import FoundationEssentials
package import Secrets

/// A key that signs webhooks as the Standard Webhooks specification (version 1) says.
package struct StandardWebhooksKey: Sendable {
    /// Why a text is no key; never holds the text.
    package enum Invalid: Error, Sendable, Equatable {
        /// It does not begin with `whsec_`.
        case noPrefix
        /// What follows is not Base64.
        case notBase64
        /// It stands for fewer than 24 or more than 64 bytes.
        case length(Int)
    }

    private let key: SymmetricKey

    /// Reads a key.
    ///
    /// - Parameter secret: `whsec_` and the Base64 of 24 to 64 random bytes. The bytes are what
    ///   signs, not the text.
    /// - Throws: `Invalid` for any other text.
    package init(_ secret: Secret) throws(Invalid) {
        let prefix = "whsec_"
        let text = secret.reveal()
        guard text.hasPrefix(prefix) else { throw .noPrefix }
        guard let bytes = Data(base64Encoded: String(text.dropFirst(prefix.count))) else {
            throw .notBase64
        }
        guard (24...64).contains(bytes.count) else { throw .length(bytes.count) }
        key = SymmetricKey(data: bytes)
    }

    fileprivate func code(over message: [UInt8]) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: message, using: key)).base64EncodedString()
    }
}

extension StandardWebhooksKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹secret›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The value of the header `webhook-signature`.
package enum StandardWebhooksSignature {
    /// One `v1` signature a key, separated by spaces: a receiver takes any that it can check, which
    /// lets a key be replaced without a gap.
    ///
    /// - Parameters:
    ///   - keys: the keys, the newest first.
    ///   - id: the value of `webhook-id`; holds no dot.
    ///   - timestamp: the value of `webhook-timestamp`: Unix seconds of this try.
    ///   - body: the bytes that are sent.
    /// - Returns: the header's value, or `nil` without a key.
    package static func header(
        keys: [StandardWebhooksKey],
        id: String,
        timestamp: Int64,
        body: [UInt8]
    ) -> String? {
        guard !keys.isEmpty else { return nil }
        let message = Array("\(id).\(timestamp).".utf8) + body
        return keys.map { "v1,\($0.code(over: message))" }.joined(separator: " ")
    }
}
