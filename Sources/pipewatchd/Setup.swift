import AWSAccess
import ConfigFile
import PipelineModel
import WatchLoop

/// Turns a config file into what the daemon runs with, or into what is wrong with it.
///
/// Loading it again is how a reload works, so nothing here has lasting effects.
struct Setup: Sendable {
    /// A config with all that follows from it and the environment.
    struct Loaded: Sendable {
        var config: Config
        /// The executions to watch, in the order of the file.
        var keys: [ExecutionKey]
        /// How to reach each connection that a watch uses.
        var connections: [ConnectionID: ConnectionSettings]
    }

    var configPath: String
    var surroundings: ProcessSurroundings

    func load() throws(SetupFailure) -> Loaded {
        let file = try ConfigFileContent(path: configPath)
        let config: Config
        do throws(ConfigProblems) {
            config = try Config.read(
                bytes: file.bytes,
                surroundings: file.surroundings(environment: surroundings.environment)
            )
        } catch {
            throw .invalid(error)
        }
        return try resolve(config)
    }

    /// Finds the region of every watch.
    private func resolve(_ config: Config) throws(SetupFailure) -> Loaded {
        let profiles = SharedProfiles(environment: surroundings.aws, files: DiskFileReader())
        var problems: [ConfigProblem] = []
        var keys: [ExecutionKey] = []
        var connections: [ConnectionID: ConnectionSettings] = [:]
        for (index, watch) in config.watch.enumerated() {
            let settings = watch.account.flatMap { config.accounts[$0] } ?? config.aws
            let place = watch.account.map { "accounts.\($0)" } ?? "aws"
            if settings.assumeRole != nil {
                problems.append(
                    .unplaced(
                        "\(place).assumeRole",
                        "this version cannot assume a role; use a profile with keys instead"
                    )
                )
                continue
            }
            do throws(SharedFileFailure) {
                let region = try RegionResolution.region(
                    argument: watch.region ?? settings.region,
                    environment: surroundings.aws,
                    profiles: profiles,
                    profile: settings.profile
                )
                guard let region else {
                    problems.append(
                        .unplaced(
                            "watch[\(index)]",
                            """
                            no region for this watch; set \(place).region, or AWS_REGION in the \
                            environment, or region in the profile
                            """
                        )
                    )
                    continue
                }
                let connection = ConnectionID(account: watch.account, region: region)
                var resolved = settings
                resolved.region = region
                connections[connection] = resolved
                keys += watch.executions.map { id in
                    ExecutionKey(
                        connection: connection,
                        pipelineName: watch.pipeline,
                        executionID: id
                    )
                }
            } catch {
                problems.append(
                    .unplaced(
                        "watch[\(index)]",
                        "no region: the shared AWS files cannot be used: \(error)"
                    )
                )
            }
        }
        guard problems.isEmpty else { throw .invalid(ConfigProblems(problems: problems)) }
        return Loaded(config: config, keys: keys, connections: connections)
    }

    /// Who is told where the config does not say.
    static func defaultSinks(in surroundings: ProcessSurroundings) -> [Sink] {
        guard surroundings.isUnderSystemd, !surroundings.stdoutIsTerminal else {
            return [Sink(name: "stdout", kind: .stdout(.text))]
        }
        return [
            Sink(name: "journald", kind: .journald),
            Sink(name: "systemd", kind: .systemd),
        ]
    }

    /// Where the state is kept; `nil` where neither the config nor the environment says.
    func statePath(_ config: Config) -> String? {
        let environment = surroundings.environment
        if let path = config.state.path { return path }
        // With several state directories systemd separates them by colons (systemd.exec(5)).
        if let directory = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
            return "\(directory)/state.sqlite"
        }
        if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") {
            return "\(home)/pipewatchd/state.sqlite"
        }
        return environment["HOME"].map { "\($0)/.local/state/pipewatchd/state.sqlite" }
    }
}

extension WatchPlan {
    /// What to watch, from a config and what is known of its executions.
    init(_ loaded: Setup.Loaded, records: [ExecutionKey: ExecutionRecord]) {
        let polling = loaded.config.polling
        self.init(
            pacing: PollPacing(
                minInterval: polling.minInterval,
                maxInterval: polling.maxInterval,
                multiplier: polling.multiplier
            ),
            requestsPerSecond: polling.requestsPerSecond,
            timeout: polling.timeout,
            keepWatching: polling.keepWatching,
            items: loaded.keys.map { WatchPlan.Item(key: $0, record: records[$0]) }
        )
    }
}

extension ConfigProblem {
    /// A problem that follows from the config and the environment together, so that no one place
    /// in the file is at fault.
    fileprivate static func unplaced(_ path: String, _ message: String) -> ConfigProblem {
        ConfigProblem(line: 1, column: 1, path: path, message: message)
    }
}
