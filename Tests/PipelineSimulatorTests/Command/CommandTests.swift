import Foundation
import Subprocess
import TestSupport
import Testing

@testable import PipelineSimulator

/// The program as it is run.
@Suite(.timeLimit(.minutes(1))) struct CommandTests {
    /// A scenario whose story is over at once.
    private static let scenario = """
        {"credentials":[{"accessKeyId":"SIMULATORKEY","secretAccessKey":"simulated secret"}],
         "pipelines":[{"name":"web","executions":[{"id":"\(TestScenario.id)",
           "timeline":[{"after":"0s","status":"Succeeded"}]}]}]}
        """

    private func inDirectory(_ test: (String) async throws -> Void) async throws {
        let directory = try TemporaryDirectory()
        try directory.write(Self.scenario, to: "scenario.json")
        try await test(directory.path)
    }

    /// The port that the first line of a program's output tells.
    private func port(_ lines: inout some AsyncIteratorProtocol<String, any Error>) async throws
        -> Int
    {
        let line = try #require(try await lines.next())
        #expect(line.hasPrefix("listening on http://127.0.0.1:"))
        return try #require(Int(line.split(separator: ":").last ?? ""))
    }

    @Test func `serve ends once the story was told, and has it on record`() async throws {
        try await inDirectory { directory in
            let result = try await run(
                .name("env"),
                arguments: [
                    Programs.simulator, "serve", "--scenario", "\(directory)/scenario.json",
                    "--record",
                    "\(directory)/record", "--until-done", "--linger", "0s",
                ],
                input: .none,
                output: .sequence,
                error: .string(limit: 4_096)
            ) { execution in
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                let port = try await port(&lines)
                let connection = try RawConnection(port: port)
                try connection.send(SignedRequest(signedAt: Date()).bytes(port: port))
                let reply = try connection.readReply()
                #expect(reply.body.contains(#""status":"Succeeded""#))
                #expect(try await lines.next() == nil)
            }
            #expect(result.terminationStatus == .exited(0))
            #expect(result.standardError == "")
            let record = try Data(contentsOf: URL(filePath: "\(directory)/record"))
            let request = try JSONDecoder().decode(RecordedRequest.self, from: record)
            #expect(request.answer == "Succeeded")
            #expect(request.signature == "valid")
        }
    }

    @Test func `serve ends at SIGTERM`() async throws {
        try await inDirectory { directory in
            let result = try await run(
                .name("env"),
                arguments: [
                    Programs.simulator, "serve", "--scenario", "\(directory)/scenario.json",
                    "--until-done",
                ],
                input: .none,
                output: .sequence,
                error: .discarded
            ) { execution in
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                _ = try await port(&lines)
                try execution.send(signal: .terminate)
            }
            #expect(result.terminationStatus == .exited(0))
        }
    }

    @Test func `receive tells what it gets, and ends at SIGTERM`() async throws {
        let result = try await run(
            .name("env"),
            arguments: [Programs.simulator, "receive", "--fail-first", "1"],
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let connection = try RawConnection(port: try await port(&lines))
            try connection.send(
                Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}".utf8)
            )
            #expect(try connection.readReply().status == 503)
            let line = try await lines.next()
            #expect(
                line == "#1 not a CloudEvent about an execution signature unchecked answered 503"
            )
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    @Test func `a scenario that is wrong is told, and nothing is started`() async throws {
        try await inDirectory { directory in
            let path = "\(directory)/scenario.json"
            try Data("{}".utf8).write(to: URL(filePath: path))
            let result = try await Command.run(
                Programs.simulator,
                ["serve", "--scenario", path]
            )
            #expect(result.exitCode == 65)
            #expect(result.standardOutput == "")
            #expect(
                result.standardError == "pipeline-simulator: \(path): credentials: is missing\n"
            )
        }
    }
}
