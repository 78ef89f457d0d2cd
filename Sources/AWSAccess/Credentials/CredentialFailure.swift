package import FoundationEssentials

/// Why there are no credentials.
///
/// It holds names of settings and files, never their values.
package enum CredentialFailure: Error, Sendable, Equatable {
    /// Nothing is set up in any of the places, in the order they were looked at.
    case notConfigured(tried: [String])
    /// One half is there, the other is not.
    case incomplete(source: String, present: String, missing: String)
    /// They ended then, and the source has no newer ones.
    case expired(source: String, at: Date)
    /// A setting's value is not of its form.
    case invalidSetting(source: String, name: String, expected: String)
    /// A profile was asked for by name, and no file has it.
    case profileNotFound(ProfileSelection, paths: [String])
    /// A profile has its credentials in a way that this version cannot use.
    case unsupportedSetting(profile: String, name: String)
    /// The shared files cannot be read or understood.
    case sharedFiles(SharedFileFailure)
}

extension CredentialFailure {
    /// A short name of the failure, as a service's error code would be.
    package var code: String {
        switch self {
        case .notConfigured: "CredentialsNotFound"
        case .incomplete: "CredentialsIncomplete"
        case .expired: "CredentialsExpired"
        case .invalidSetting: "CredentialsInvalid"
        case .profileNotFound: "ProfileNotFound"
        case .unsupportedSetting: "ProfileNotSupported"
        case .sharedFiles: "ProfileFileUnusable"
        }
    }
}
