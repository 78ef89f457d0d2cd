package import FoundationEssentials

/// Several sources in order: the first that is set up decides, whether it works or not.
///
/// Falling through a broken source would sign with credentials that nobody meant. Nothing is kept
/// between two calls, so that what is repaired works at once.
package struct CredentialChain: CredentialSource {
    private let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) {
        self.sources = sources
    }

    /// The chain that AWS's tools share: the environment's keys, then the profile.
    ///
    /// - Parameters:
    ///   - profile: a profile named by pipewatchd's own configuration; it takes the environment's
    ///     keys out of the chain, which `AWS_PROFILE` does not.
    ///   - environment: the environment variables.
    ///   - profiles: the shared files.
    ///   - now: the wall clock.
    /// - Returns: the chain; asking it does the looking.
    package static func standard(
        profile: String? = nil,
        environment: AWSEnvironment,
        profiles: SharedProfiles,
        now: @escaping @Sendable () -> Date
    ) -> CredentialChain {
        let fromProfile = ProfileCredentials(
            selection: ProfileSelection(argument: profile, environment: environment),
            profiles: profiles
        )
        guard profile == nil else { return CredentialChain([fromProfile]) }
        let fromEnvironment = EnvironmentCredentials(environment: environment, now: now)
        return CredentialChain([fromEnvironment, fromProfile])
    }

    package func credentials() async throws(CredentialFailure) -> AWSCredentials {
        var tried: [String] = []
        for source in sources {
            do throws(CredentialFailure) {
                return try await source.credentials()
            } catch .notConfigured(let places) {
                tried += places
            }
        }
        throw .notConfigured(tried: tried)
    }
}
