import Foundation
import TestSupport

/// The programs that tests run.
enum Programs {
    static let simulator = BuiltProgram.path("pipeline-simulator")

    /// The AWS CLI, next to the Python that the tests are given, or else in `PATH`.
    static let aws: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let directories = [Python.directory ?? ""] + path.split(separator: ":").map(String.init)
        return directories.filter { !$0.isEmpty }.map { $0 + "/aws" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}
