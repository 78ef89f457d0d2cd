import Foundation

/// The programs of this package, which are built into the directory of the test bundle.
package enum BuiltProgram {
    /// The path of one of them, by its product's name.
    package static func path(_ name: String) -> String {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let directory = ((own ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
        return "\(directory)/\(name)"
    }
}
