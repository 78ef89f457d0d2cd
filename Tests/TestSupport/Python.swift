package import Foundation
package import Testing

/// Other people's code to compare with: the Python that `PIPEWATCHD_TEST_PYTHON` names, with
/// botocore and jsonschema installed.
package enum Python {
    fileprivate static let interpreter =
        ProcessInfo.processInfo.environment["PIPEWATCHD_TEST_PYTHON"]

    package struct Trouble: Error, CustomStringConvertible {
        package var description: String
    }

    /// The directory that the interpreter is in, where the tools installed with it are, too.
    package static let directory = interpreter.map { ($0 as NSString).deletingLastPathComponent }

    /// Runs a script.
    ///
    /// - Parameters:
    ///   - script: the program, or the path of one that ends in `.py`.
    ///   - arguments: `sys.argv[1:]`.
    ///   - input: its standard input.
    /// - Returns: what it prints, without the last newline.
    /// - Throws: where it cannot be run, or fails.
    package static func output(
        of script: String,
        _ arguments: [String] = [],
        input: [UInt8] = []
    ) async throws -> String {
        guard let interpreter else { throw Trouble(description: "there is no interpreter") }
        let program = script.hasSuffix(".py") ? [script] : ["-c", script]
        let result = try await Command.run(interpreter, program + arguments, input: input)
        guard result.isSuccess else { throw Trouble(description: result.standardError) }
        let text = result.standardOutput
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Runs a script of a test target's `Fixtures/oracle` with one JSON value on its standard
    /// input, and reads one from its output.
    package static func ask<Question: Encodable & Sendable, Answer: Decodable & Sendable>(
        _ script: String,
        in bundle: Bundle,
        _ question: Question,
        answering: Answer.Type
    ) async throws -> Answer {
        let path = bundle.url(
            forResource: script,
            withExtension: "py",
            subdirectory: "Fixtures/oracle"
        )?.path
        guard let path else { throw Trouble(description: "there is no \(script).py") }
        let answer = try await output(of: path, input: Array(JSONEncoder().encode(question)))
        return try JSONDecoder().decode(Answer.self, from: Data(answer.utf8))
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where there is no Python to compare with.
    package static var needsPython: Self {
        .enabled(if: Python.interpreter != nil, "PIPEWATCHD_TEST_PYTHON names no interpreter")
    }
}
