import Foundation
import Subprocess

/// The programs that tests run, as arguments of env(1), which becomes what it runs.
enum Programs {
    static let env = Executable.name("env")

    /// Our own, which is built into the directory of the test bundle.
    static var simulator: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let directory = ((own ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
        return "\(directory)/pipeline-simulator"
    }

    /// The AWS CLI, next to the Python that the tests are given, or else in `PATH`.
    static let aws: String? = {
        let environment = ProcessInfo.processInfo.environment
        let python = environment["PIPEWATCHD_TEST_PYTHON"] ?? ""
        let directories =
            [(python as NSString).deletingLastPathComponent]
            + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return directories.filter { !$0.isEmpty }.map { $0 + "/aws" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
