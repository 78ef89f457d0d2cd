/// A shared file of AWS's tools, parsed: `~/.aws/config` or `~/.aws/credentials`.
///
/// Any text gives a `ProfileFile`; what could not be understood is in `problems`.
package struct ProfileFile: Sendable, Equatable {
    package enum Kind: Sendable, Hashable {
        /// Profiles are `[default]` and `[profile NAME]`; there are other kinds of section.
        case config
        /// Every section is a profile, by its bare name.
        case credentials
    }

    /// The settings of a section by their names in lower case.
    package typealias Settings = [String: ProfileSetting]

    package let kind: Kind
    package let profiles: [String: Settings]
    /// The `[sso-session NAME]` sections of a config file.
    package let ssoSessions: [String: Settings]
    /// The `[services NAME]` sections of a config file.
    package let services: [String: Settings]
    package let problems: [ProfileProblem]

    /// Parses the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: the contents; a byte order mark is passed over.
    ///   - kind: which of the two files it is.
    ///   - path: what problems call it.
    package init(parsing bytes: [UInt8], kind: Kind, path: String) {
        let syntax = ProfileSyntax(parsing: bytes, path: path)
        var profiles: [String: Settings] = [:]
        var ssoSessions: [String: Settings] = [:]
        var services: [String: Settings] = [:]
        var bareDefault: Settings?
        for section in syntax.sections {
            switch SectionName(section.name, in: kind) {
            case .profile(let name): profiles[name, default: [:]].merge(section.settings) { $1 }
            case .bareDefault: bareDefault = section.settings
            case .ssoSession(let name):
                ssoSessions[name, default: [:]].merge(section.settings) { $1 }
            case .services(let name): services[name, default: [:]].merge(section.settings) { $1 }
            case .other: continue
            }
        }
        // `[profile default]` hides a bare `[default]` of the same file, whichever comes first.
        if let bareDefault, profiles["default"] == nil { profiles["default"] = bareDefault }

        self.kind = kind
        self.profiles = profiles
        self.ssoSessions = ssoSessions
        self.services = services
        problems = syntax.problems
    }
}

/// The value of one setting of a shared file.
package struct ProfileSetting: Sendable, Hashable {
    /// The value; lines that continue it follow after a line feed each.
    package let text: String
    /// The settings on the indented lines below a setting with an empty value of its own.
    package let nested: [String: String]?
    /// The line it is on, counted from 1.
    package let line: Int

    package init(text: String, nested: [String: String]? = nil, line: Int) {
        self.text = text
        self.nested = nested
        self.line = line
    }
}

extension ProfileSetting: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The place only: any setting may be a key.
    package var description: String { "‹setting on line \(line)›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
