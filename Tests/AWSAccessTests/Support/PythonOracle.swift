import Foundation
import Subprocess

/// Another implementation's answers, from a script of the fixtures run by Python.
///
/// The interpreter, which needs botocore, is named by `PIPEWATCHD_TEST_PYTHON`.
enum PythonOracle {
    static let interpreter = ProcessInfo.processInfo.environment["PIPEWATCHD_TEST_PYTHON"]
    static let isThere = interpreter != nil

    struct Trouble: Error {
        let text: String
    }

    /// Runs a script with one JSON value on its standard input, and reads one from its output.
    static func ask<Question: Encodable & Sendable, Answer: Decodable & Sendable>(
        _ script: String,
        _ question: Question,
        answering: Answer.Type
    ) async throws -> Answer {
        guard let interpreter,
            let path = Bundle.module.url(
                forResource: script,
                withExtension: "py",
                subdirectory: "Fixtures/oracle"
            )?.path
        else { throw Trouble(text: "there is no \(script).py, or no interpreter") }
        let result = try await run(
            .name("env"),
            arguments: [interpreter, path],
            input: .array(Array(JSONEncoder().encode(question))),
            output: .bytes(limit: 16 << 20),
            error: .string(limit: 1 << 16)
        )
        guard result.terminationStatus.isSuccess else {
            throw Trouble(text: result.standardError)
        }
        return try JSONDecoder().decode(Answer.self, from: Data(result.standardOutput))
    }
}
