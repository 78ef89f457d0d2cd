package import Subprocess

/// Runs a command to its end.
package enum Command {
    package struct Result: Sendable {
        /// 128 and the signal's number where a signal ended it.
        package var exitCode: Int32
        package var standardOutput: String
        package var standardError: String
    }

    /// Runs a command that is found through `PATH`, or at an absolute path.
    package static func run(_ command: String, _ arguments: [String] = []) async throws -> Result {
        let outcome = try await Subprocess.run(
            .name("env"),
            arguments: Arguments([command] + arguments),
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 22)
        )
        return Result(
            exitCode: outcome.terminationStatus.code,
            standardOutput: outcome.standardOutput,
            standardError: outcome.standardError
        )
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
