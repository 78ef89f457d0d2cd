package import FoundationEssentials
package import Secrets

/// What a request is signed with.
///
/// Printing it shows the access key's id and the source only.
package struct AWSCredentials: Sendable, Hashable {
    /// The public half, such as `AKIAIOSFODNN7EXAMPLE`.
    package let accessKeyID: String
    package let secretAccessKey: Secret
    /// Sent with each request where the credentials are temporary ones.
    package let sessionToken: Secret?
    /// When the service stops taking them; `nil` where they do not expire, or it is not known.
    package let expiration: Date?
    /// Where they came from, in words for a message: `environment variables`.
    package let source: String

    package init(
        accessKeyID: String,
        secretAccessKey: Secret,
        sessionToken: Secret? = nil,
        expiration: Date? = nil,
        source: String
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.source = source
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "\(accessKeyID) from \(source)" }
    package var debugDescription: String { description }
}
