package import FoundationEssentials
internal import Secrets

/// Credentials in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
///
/// With `AWS_CREDENTIAL_EXPIRATION` they end at that time (ISO 8601). An access key id without
/// its secret is an error rather than a reason to look elsewhere, as in AWS's own tools.
package struct EnvironmentCredentials: CredentialSource {
    private static let name = "environment variables"

    private let environment: AWSEnvironment
    private let now: @Sendable () -> Date

    package init(environment: AWSEnvironment, now: @escaping @Sendable () -> Date) {
        self.environment = environment
        self.now = now
    }

    package func credentials() async throws(CredentialFailure) -> AWSCredentials {
        guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else {
            throw .notConfigured(tried: ["AWS_ACCESS_KEY_ID in the environment"])
        }
        guard let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw .incomplete(
                source: "the environment",
                present: "AWS_ACCESS_KEY_ID",
                missing: "AWS_SECRET_ACCESS_KEY"
            )
        }
        let expiration = try expiration()
        if let expiration, expiration <= now() {
            throw .expired(source: Self.name, at: expiration)
        }
        // The older name comes first, as it does in the AWS CLI.
        let token = environment["AWS_SECURITY_TOKEN"] ?? environment["AWS_SESSION_TOKEN"]
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: token.map { Secret($0) },
            expiration: expiration,
            source: Self.name
        )
    }

    private func expiration() throws(CredentialFailure) -> Date? {
        let variable = "AWS_CREDENTIAL_EXPIRATION"
        guard let text = environment[variable] else { return nil }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw .invalidSetting(
                source: "the environment",
                name: variable,
                expected: "a time such as 2026-01-31T12:00:00Z"
            )
        }
        return date
    }
}
