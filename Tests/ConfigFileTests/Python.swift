import Foundation
import Subprocess
import Testing

/// The Python that the environment names, with what the oracles need installed.
enum Python {
    static let interpreter = ProcessInfo.processInfo.environment["PIPEWATCHD_TEST_PYTHON"]
    static let isThere = interpreter != nil
    static let absence: Comment = "PIPEWATCHD_TEST_PYTHON names no Python to compare with"

    /// Runs a script of Fixtures/oracle and answers with the lines it writes.
    static func run(
        _ script: String,
        arguments: [String] = [],
        input: String = ""
    ) async throws -> [Substring] {
        let result = try await Subprocess.run(
            .name(try #require(interpreter)),
            arguments: Arguments([Fixture.path("oracle/\(script)")] + arguments),
            input: .string(input),
            output: .string(limit: 64 << 20),
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n")
    }
}
