/// Finds the region that nobody has to write down twice.
package enum RegionResolution {
    /// The region by the caller's argument, then `AWS_REGION`, then `AWS_DEFAULT_REGION`, then the
    /// profile's `region`.
    ///
    /// - Parameters:
    ///   - argument: the region of pipewatchd's own configuration.
    ///   - environment: the environment variables.
    ///   - profiles: the shared files; read only where nothing above them says a region.
    ///   - profile: the profile to look in, as `ProfileSelection` takes it.
    /// - Returns: the region as it is written there, unchecked; `nil` where nothing says one.
    /// - Throws: `SharedFileFailure` where the shared files are needed and of no use.
    package static func region(
        argument: String?,
        environment: AWSEnvironment,
        profiles: SharedProfiles,
        profile: String? = nil
    ) throws(SharedFileFailure) -> String? {
        if let stated = argument ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] {
            return stated
        }
        let selection = ProfileSelection(argument: profile, environment: environment)
        return try profiles.profile(named: selection.name)?["region"]
    }
}
