import SafeText

/// An environment variable that the service manager sets, with a value that is not one of its own.
///
/// Where it comes up the variable was set by something else, or by a systemd that speaks a newer
/// protocol. It is reported instead of being taken as unset, since a service that keeps quiet
/// towards a waiting manager is killed.
package struct MalformedVariable: Error, Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension MalformedVariable: CustomStringConvertible {
    package var description: String {
        "$\(name) has a value that is not understood: \(value.escapingHazards)"
    }
}
