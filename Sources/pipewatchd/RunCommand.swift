import ArgumentParser
import Glibc
import Logging
import Systemd

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watches the executions that the config names, and tells every change.",
        discussion: """
            Notifications go to standard output and whatever else the config names, logs to \
            standard error or the journal. SIGHUP reloads the config; SIGTERM and SIGINT end \
            the daemon within 5 seconds, and what is not told yet is kept for the next start.
            """
    )

    @OptionGroup var options: ConfigOption

    func run() async throws {
        // Whoever reads our output may go away; that is an error of a write, not our end.
        signal(SIGPIPE, SIG_IGN)
        let setup = Setup(configPath: options.config, surroundings: .ofThisProcess())
        let logger = LogSetup.logger(environment: setup.surroundings.environment)
        do throws(SetupFailure) {
            let daemon = try await Daemon(setup: setup, logger: logger)
            await daemon.run()
        } catch {
            if journalIsConnected(environment: setup.surroundings.environment) {
                for line in error.lines(file: options.config) {
                    logger.critical("\(line)")
                }
            } else {
                // What `check` prints, which editors and people can follow.
                error.write(file: options.config)
            }
            throw error.exitCode
        }
    }
}
