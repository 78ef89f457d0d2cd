import Foundation
package import Subprocess

/// Runs a command to its end.
package enum Command {
    package struct Result: Sendable {
        /// 128 and the signal's number where a signal ended it.
        package var exitCode: Int32
        package var standardOutput: String
        package var standardError: String

        package var isSuccess: Bool { exitCode == 0 }
    }

    /// Runs a command that is found through `PATH`, or at an absolute path.
    ///
    /// - Parameters:
    ///   - command: its name or path.
    ///   - arguments: what follows the name.
    ///   - environment: that of the test process unless said otherwise.
    ///   - input: the whole of its standard input.
    /// - Returns: how it ended, and all that it wrote.
    /// - Throws: where it cannot be run, or writes more than anybody would read.
    package static func run(
        _ command: String,
        _ arguments: [String] = [],
        environment: Environment = .inherit,
        input: [UInt8] = []
    ) async throws -> Result {
        // env(1) takes a path, for which Subprocess alone wants a type of a further package.
        let outcome = try await Subprocess.run(
            .name("env"),
            arguments: Arguments([command] + arguments),
            environment: environment,
            input: .array(input),
            output: .string(limit: 64 << 20),
            error: .string(limit: 4 << 20)
        )
        return Result(
            exitCode: outcome.terminationStatus.code,
            standardOutput: outcome.standardOutput,
            standardError: outcome.standardError
        )
    }

    /// Whether a tool is in `PATH`; the tests that need it are skipped elsewhere.
    package static func exists(_ name: String) -> Bool {
        let directories = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return directories.contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }
}

extension TerminationStatus {
    /// The exit code as a shell tells it.
    package var code: Int32 {
        switch self {
        case .exited(let code): Int32(code)
        case .signaled(let signal): 128 + Int32(signal)
        }
    }
}
