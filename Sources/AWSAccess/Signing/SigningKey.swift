internal import Crypto
package import Secrets

/// The key that a secret access key yields for one scope, ready to sign with.
///
/// Deriving it takes four rounds of HMAC; a signature takes one. The keyed state is kept rather
/// than the key, which saves the two hash blocks that every HMAC begins with.
package struct SigningKey: Sendable {
    package let scope: SigningScope
    private let keyed: HMAC<SHA256>

    /// Derives the key: day, region, service and the fixed terminator, each keyed by the last.
    package init(secretAccessKey: Secret, scope: SigningScope) {
        var key = SymmetricKey(data: Array("AWS4\(secretAccessKey.reveal())".utf8))
        for part in [scope.day, scope.region, scope.service, SigningScope.terminator] {
            let code = HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key)
            key = SymmetricKey(data: code)
        }
        self.scope = scope
        keyed = HMAC<SHA256>(key: key)
    }

    /// The signature of a string to sign, in 64 lower-case hexadecimal digits.
    package func signature(of stringToSign: [UInt8]) -> String {
        var authenticator = keyed
        authenticator.update(data: stringToSign)
        return PayloadHash.hexadecimal(authenticator.finalize())
    }
}
