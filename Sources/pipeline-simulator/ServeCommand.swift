import ArgumentParser
import PipelineSimulator

/// `pipeline-simulator serve`: plays a scenario until a signal comes or the story is over.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Plays a scenario as AWS CodePipeline would answer.",
        discussion: """
            The first line on standard output is "listening on http://HOST:PORT". \
            SIGTERM and SIGINT end it.
            """
    )

    @Option(name: .long, help: "The scenario file (docs/simulator.md).")
    var scenario: String

    @Option(name: .long, help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port to listen at; 0 for any that is free.")
    var port = 0

    @Option(name: .long, help: "How many event loops answer.")
    var loops = 1

    @Option(name: .long, help: "A file that gets one line of JSON a request.")
    var record: String?

    @Flag(name: .long, help: "End once every execution's last status has been told.")
    var untilDone = false

    @Option(name: .long, help: "How long to stay after that, such as 500ms.")
    var linger: DurationArgument = DurationArgument(.seconds(2))

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be from 0 to 65535")
        }
        guard (1...64).contains(loops) else {
            throw ValidationError("--loops must be from 1 to 64")
        }
    }

    func run() async throws {
        let signals = await TerminationSignals()
        let story = try readScenario()
        let observer = try recorder()
        let server: SimulatorServer
        do {
            server = try await SimulatorServer.start(
                scenario: story,
                host: host,
                port: port,
                loops: loops,
                keepsRequests: false,
                observer: observer
            )
        } catch {
            throw Complaint("\(error)", exitCode: .temporaryFailure)
        }
        LineFile.standardOutput.write(Array("listening on \(server.baseURL)\n".utf8))
        await withTaskGroup { group in
            group.addTask { await signals.first() }
            if untilDone {
                group.addTask {
                    await server.end()
                    // Cancelled by a signal, it lingers no more.
                    try? await Task.sleep(for: linger.duration)
                }
            }
            await group.next()
            group.cancelAll()
        }
        await server.stop()
    }

    private func recorder() throws -> (@Sendable (RecordedRequest) -> Void)? {
        guard let record else { return nil }
        let file = try LineFile(creating: record)
        return { file.write($0.line) }
    }

    private func readScenario() throws -> Scenario {
        do {
            return try Scenario(json: try readFile(scenario))
        } catch let problem as ScenarioProblem {
            throw Complaint("\(scenario): \(problem)", exitCode: .invalidData)
        }
    }
}
