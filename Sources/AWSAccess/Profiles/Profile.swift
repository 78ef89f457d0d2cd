/// One profile, as the two shared files give it together.
package struct Profile: Sendable, Equatable {
    package let name: String
    /// Its settings in the credentials file; empty where it is not there.
    package let credentials: ProfileFile.Settings
    /// Its settings in the config file; empty where it is not there.
    package let config: ProfileFile.Settings

    package init(name: String, credentials: ProfileFile.Settings, config: ProfileFile.Settings) {
        self.name = name
        self.credentials = credentials
        self.config = config
    }

    /// A setting's value: the credentials file's where both have it; `nil` where it is empty.
    package subscript(setting: String) -> String? {
        let text = (credentials[setting] ?? config[setting])?.text
        return text?.isEmpty == false ? text : nil
    }
}
