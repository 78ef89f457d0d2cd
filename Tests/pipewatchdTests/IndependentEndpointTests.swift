import Foundation
import TestSupport
import Testing

/// The daemon, judged by an endpoint and a webhook receiver that share no code with it.
///
/// `Oracle/soak.py` holds every request against AWS's service model and botocore's signer, answers
/// with some fifty kinds of faults, and compares what is told with what was served. It is worth
/// running for longer than here, with other seeds and rates.
@Suite(.needsPython, .serialized, .timeLimit(.minutes(3)))
struct IndependentEndpointTests {
    @Test func `what is told is what was served, through faults and reloads`() async throws {
        try await soak("--seed", "37")
    }

    @Test func `what is told is what was served, through kills and restarts`() async throws {
        try await soak("--seed", "38", "--kills")
    }

    /// Throws what the soak says where it sees a violation.
    private func soak(_ arguments: String...) async throws {
        let script = try #require(
            Bundle.module.path(forResource: "soak", ofType: "py", inDirectory: "Oracle")
        )
        let fixed = ["--daemon", BuiltProgram.path("pipewatchd"), "--seconds", "15"]
        // Above what the intervals ask for, so that as much as can be happens in the time.
        print(try await Python.output(of: script, fixed + ["--rate", "200"] + arguments))
    }
}
