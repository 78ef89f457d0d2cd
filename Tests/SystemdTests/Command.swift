import Glibc
import Subprocess

/// A tool of systemd, run to its end.
struct Command {
    var isSuccess: Bool
    /// What it wrote to stdout.
    var output: String
    /// What it wrote to stderr.
    var complaints: String

    /// Whether the tool is installed; the tests that need it are skipped elsewhere.
    static func exists(_ name: String) -> Bool {
        ["/usr/bin/", "/bin/"].contains { access($0 + name, X_OK) == 0 }
    }

    static func run(_ name: String, _ arguments: String...) async throws -> Command {
        let result = try await Subprocess.run(
            .name(name),
            arguments: Arguments(arguments),
            output: .string(limit: 4 << 20),
            error: .string(limit: 1 << 20)
        )
        return Command(
            isSuccess: result.terminationStatus.isSuccess,
            output: result.standardOutput,
            complaints: result.standardError
        )
    }
}
