internal import FoundationEssentials

extension CredentialFailure: CustomStringConvertible {
    /// What is wrong and what to do about it, for an operator; one line.
    package var description: String {
        switch self {
        case .notConfigured(let tried):
            """
            no AWS credentials found; looked for \(tried.joined(separator: ", then "))
            """
        case .incomplete(let source, let present, let missing):
            "\(present) is set in \(source), but \(missing) is not; set both or neither"
        case .expired(let source, let date):
            """
            the credentials from \(source) expired at \(date.formatted(.iso8601)); put new ones \
            in their place
            """
        case .invalidSetting(let source, let name, let expected):
            "\(name) in \(source) must be \(expected)"
        case .profileNotFound(let selection, let paths):
            """
            profile \(selection.name.debugDescription)\(Self.origin(of: selection)) is in neither \
            of \(paths.isEmpty ? "the shared files (HOME is not set)" : Self.list(paths))
            """
        case .unsupportedSetting(let profile, let name):
            """
            profile \(profile.debugDescription) sets \(name), which pipewatchd cannot use yet; \
            give it static keys or use another profile
            """
        case .sharedFiles(let failure):
            "the shared AWS files cannot be used: \(failure)"
        }
    }

    private static func origin(of selection: ProfileSelection) -> String {
        switch selection {
        case .argument, .byDefault: ""
        case .environment(let variable, _): " (named by \(variable))"
        }
    }

    private static func list(_ paths: [String]) -> String {
        paths.joined(separator: " and ")
    }
}
