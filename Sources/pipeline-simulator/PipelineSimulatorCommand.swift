import ArgumentParser
import Glibc

/// A local CodePipeline endpoint, and a webhook receiver to go with it.
@main
struct PipelineSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline-simulator",
        abstract: "Plays scripted AWS CodePipeline executions on a local endpoint.",
        subcommands: [ServeCommand.self, ReceiveCommand.self]
    )

    /// Runs the command named on the command line, and ends with its own exit status where it
    /// complains.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let complaint as Complaint {
            LineFile.standardError.write(Array("pipeline-simulator: \(complaint)\n".utf8))
            Glibc.exit(complaint.exitCode.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
