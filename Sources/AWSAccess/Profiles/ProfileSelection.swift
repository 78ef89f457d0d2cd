/// Which profile is meant, and who says so.
package enum ProfileSelection: Sendable, Hashable {
    /// Named by the caller: pipewatchd's own configuration.
    case argument(String)
    /// Named by `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`.
    case environment(variable: String, String)
    /// Nobody names one.
    case byDefault

    /// Decides by the caller's argument, then `AWS_PROFILE`, then `AWS_DEFAULT_PROFILE`.
    package init(argument: String?, environment: AWSEnvironment) {
        if let argument {
            self = .argument(argument)
            return
        }
        for variable in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
            if let name = environment[variable] {
                self = .environment(variable: variable, name)
                return
            }
        }
        self = .byDefault
    }

    package var name: String {
        switch self {
        case .argument(let name), .environment(_, let name): name
        case .byDefault: "default"
        }
    }
}
