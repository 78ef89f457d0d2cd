internal import Secrets

/// Static keys of a profile in the shared files.
///
/// The three values are taken from one file, the credentials file where it has an access key id,
/// else the config file: never a key of one with the token of the other. A profile that says how
/// to get credentials elsewhere is an error by its name, in the order in which the AWS CLI would
/// have preferred that way.
package struct ProfileCredentials: CredentialSource {
    private let selection: ProfileSelection
    private let profiles: SharedProfiles

    package init(selection: ProfileSelection, profiles: SharedProfiles) {
        self.selection = selection
        self.profiles = profiles
    }

    package func credentials() async throws(CredentialFailure) -> AWSCredentials {
        let profile = try profile()
        for name in Self.beforeCredentialsFile where profile[name] != nil {
            throw .unsupportedSetting(profile: profile.name, name: name)
        }
        if let path = profiles.credentialsPath,
            let keys = try staticKeys(in: profile.credentials, path: path)
        {
            return keys
        }
        for name in Self.beforeConfigFile where profile[name] != nil {
            throw .unsupportedSetting(profile: profile.name, name: name)
        }
        if let path = profiles.configPath, let keys = try staticKeys(in: profile.config, path: path)
        {
            return keys
        }
        throw .notConfigured(tried: ["keys in profile \(profile.name.debugDescription)"])
    }

    /// Ways to credentials that the AWS CLI tries before the keys of the credentials file.
    private static let beforeCredentialsFile = [
        "role_arn", "web_identity_token_file", "sso_session", "sso_start_url",
    ]
    /// Ways to credentials that it tries after those, and before the keys of the config file.
    private static let beforeConfigFile = ["login_session", "credential_process"]

    private func profile() throws(CredentialFailure) -> Profile {
        let found: Profile?
        do throws(SharedFileFailure) {
            found = try profiles.profile(named: selection.name)
        } catch {
            throw .sharedFiles(error)
        }
        if let found { return found }
        if selection == .byDefault {
            throw .notConfigured(tried: ["profile \"default\" in the shared files"])
        }
        throw .profileNotFound(
            selection,
            paths: [profiles.configPath, profiles.credentialsPath].compactMap(\.self)
        )
    }

    private func staticKeys(
        in settings: ProfileFile.Settings,
        path: String
    ) throws(CredentialFailure) -> AWSCredentials? {
        func value(_ name: String) -> String? {
            let text = settings[name]?.text
            return text?.isEmpty == false ? text : nil
        }
        let source = "profile \(selection.name.debugDescription) in \(path)"
        guard let accessKeyID = value("aws_access_key_id") else { return nil }
        guard let secretAccessKey = value("aws_secret_access_key") else {
            throw .incomplete(
                source: source,
                present: "aws_access_key_id",
                missing: "aws_secret_access_key"
            )
        }
        let token = value("aws_security_token") ?? value("aws_session_token")
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: token.map { Secret($0) },
            source: source
        )
    }
}
