import Glibc
import Subprocess
import TestSupport

/// A daemon in a process of its own.
struct RunningDaemon: Sendable {
    /// How a daemon ended, and all that it wrote.
    struct Ending: Sendable {
        var exitCode: Int32
        var stdout: [String]
        var stderr: [String]
    }

    let stdout = FactLog<String>()
    let stderr = FactLog<String>()
    let processID: pid_t

    func send(_ signal: Int32) {
        kill(processID, signal)
    }

    /// Waits until so many transitions are told as JSON on stdout.
    @discardableResult
    func told(_ count: Int) async throws -> [ToldEvent] {
        try await stdout.wait(count: count).compactMap(ToldEvent.init)
    }

    /// Waits for a line on stderr.
    @discardableResult
    func said(_ text: String) async throws -> String {
        try await stderr.first { $0.contains(text) }
    }
}

extension Home {
    /// Runs `pipewatchd run` while the body does, and has it end by SIGTERM.
    ///
    /// - Parameters:
    ///   - more: further variables for this run.
    ///   - output: a named pipe to take its stdout; there are no lines then.
    ///   - body: what happens meanwhile; it may end the daemon itself.
    /// - Returns: how it ended, and all that it wrote.
    /// - Throws: what the body throws, with what the daemon wrote.
    @discardableResult
    func run(
        _ more: [String: String] = [:],
        output: String? = nil,
        _ body: (RunningDaemon) async throws -> Void
    ) async throws -> RunningDaemon.Ending {
        var variables = environment.merging(more) { $1 }
        variables["OUTPUT"] = output
        let redirection = output == nil ? [] : ["sh", "-c", #"exec "$0" "$@" >"$OUTPUT""#]
        let command = [BuiltProgram.path("pipewatchd"), "run", "--config", config]
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments(redirection + command),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (.init(stringLiteral: $0), $1) })
            ),
            input: .none,
            output: .sequence,
            error: .sequence
        ) { execution in
            let daemon = RunningDaemon(processID: execution.processIdentifier.value)
            return await withTaskGroup { group in
                group.addTask {
                    await Self.copy(execution.standardOutput, to: daemon.stdout)
                }
                group.addTask {
                    await Self.copy(execution.standardError, to: daemon.stderr)
                }
                let failure: (any Error)?
                do {
                    try await body(daemon)
                    failure = nil
                    daemon.send(SIGTERM)
                } catch {
                    failure = error
                    daemon.send(SIGKILL)
                }
                await group.waitForAll()
                return (daemon, failure)
            }
        }
        let (daemon, failure) = result.closureResult
        if let failure {
            throw Failure(reason: "\(failure)", stderr: daemon.stderr.all)
        }
        return RunningDaemon.Ending(
            exitCode: result.terminationStatus.code,
            stdout: daemon.stdout.all,
            stderr: daemon.stderr.all
        )
    }

    /// Why a test could not go on, with what the daemon had to say about it.
    struct Failure: Error, CustomStringConvertible {
        var reason: String
        var stderr: [String]

        var description: String {
            "\(reason)\n  stderr: \(stderr.joined(separator: "\n          "))"
        }
    }

    private static func copy(
        _ output: SubprocessOutputSequence,
        to log: FactLog<String>
    ) async {
        do {
            for try await line in output.strings() { log.add(line) }
        } catch {
            // The reading ends with the test's time.
        }
        log.finish()
    }
}
