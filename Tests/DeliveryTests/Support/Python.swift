import Foundation
import Subprocess
import Testing

/// The Python interpreter that checks our results with code that is not ours.
enum Python {
    static let path = ProcessInfo.processInfo.environment["PIPEWATCHD_TEST_PYTHON"]

    /// Why a test that needs it may be skipped.
    static let isMissing: Comment = "PIPEWATCHD_TEST_PYTHON names no interpreter"

    /// What a script prints.
    ///
    /// - Parameters:
    ///   - script: the program.
    ///   - arguments: `sys.argv[1:]`.
    ///   - input: its standard input.
    /// - Returns: its standard output, without the last newline.
    /// - Throws: where it cannot be run, or fails.
    static func output(
        of script: String,
        _ arguments: [String] = [],
        input: [UInt8] = []
    ) async throws -> String {
        // `env` takes a path, for which Subprocess alone wants a type of a further package.
        let result = try await run(
            .name("env"),
            arguments: Arguments([try #require(path), "-c", script] + arguments),
            input: .array(input),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        let text = result.standardOutput
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
