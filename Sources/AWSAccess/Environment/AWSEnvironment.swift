/// The environment variables that AWS access is set up by, as a value.
package struct AWSEnvironment: Sendable {
    private let values: [String: String]

    package init(values: [String: String]) {
        self.values = values
    }

    /// A variable's value; `nil` where it is not set, or set to nothing, which AWS's own tools
    /// take as not set.
    package subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// A path with a leading `~` replaced by `HOME`; `nil` where that is needed and not set.
    package func expandingHome(in path: String) -> String? {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return self["HOME"].map { $0 + path.dropFirst() }
    }
}
