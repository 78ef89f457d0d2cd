import ArgumentParser
import ConfigFile

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validates a config and prints every problem as FILE:LINE:COLUMN: path: message."
    )

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let setup = Setup(configPath: options.config, surroundings: .ofThisProcess())
        do throws(SetupFailure) {
            let loaded = try setup.load()
            let executions = loaded.keys.count
            let sinks = loaded.config.notify ?? Setup.defaultSinks(in: setup.surroundings)
            print(
                """
                \(options.config): valid; \(executions) \
                \(executions == 1 ? "execution" : "executions"), told to \
                \(sinks.map(\.name).joined(separator: ", "))
                """
            )
        } catch {
            error.write(file: options.config)
            throw error.exitCode
        }
    }
}
