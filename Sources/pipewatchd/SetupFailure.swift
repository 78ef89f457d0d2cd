import ArgumentParser
import ConfigFile
import PipelineModel
import SafeText
import StateStore
import Systemd

/// Why the daemon cannot start, or cannot take on a changed config.
enum SetupFailure: Error {
    /// The config file cannot be read, for this reason.
    case unreadable(String)
    case invalid(ConfigProblems)
    /// Nothing says where the state is to be kept.
    case noStatePath
    /// The directory of the state file cannot be made.
    case stateDirectory(String, reason: String)
    case state(path: String, StateFailure)
    /// A variable that the service manager set is not what it should be.
    case serviceManager(String)
    /// A sink cannot be made as the config has it.
    case sinks(String)
    /// A connection's endpoint cannot be one.
    case endpoint(String)

    var exitCode: ExitCode {
        switch self {
        case .unreadable: ExitStatus.configUnreadable
        case .invalid, .noStatePath, .sinks, .endpoint: ExitStatus.configInvalid
        case .stateDirectory, .state: ExitStatus.temporaryFailure
        case .serviceManager: ExitStatus.internalError
        }
    }

    /// Writes what to tell people to standard error, with nothing that acts on a terminal.
    func write(file: String) {
        let output = StandardError()
        for line in lines(file: file) {
            output.write(line: line.escapingHazards)
        }
    }

    /// What to tell people: what happened, to which thing, and what to do.
    func lines(file: String) -> [String] {
        switch self {
        case .unreadable(let reason):
            ["pipewatchd: cannot read the config \(file): \(reason)"]
        case .invalid(let problems):
            problems.rendered(file: file)
        case .noStatePath:
            [
                """
                pipewatchd: no place for the state file: set state.path in \(file), or \
                STATE_DIRECTORY or HOME in the environment
                """
            ]
        case .stateDirectory(let path, let reason):
            ["pipewatchd: cannot make the state directory \(path): \(reason)"]
        case .state(let path, let failure):
            ["pipewatchd: cannot use the state file \(path): \(failure.advice)"]
        case .serviceManager(let reason):
            ["pipewatchd: cannot talk to the service manager: \(reason)"]
        case .sinks(let reason):
            ["pipewatchd: a sink in \(file) cannot be used: \(reason)"]
        case .endpoint(let reason):
            ["pipewatchd: a connection in \(file) cannot be used: \(reason)"]
        }
    }
}

extension StateFailure {
    /// What happened, and what to do about it.
    var advice: String {
        switch kind {
        case .full: "\(message); free space on its file system"
        case .readOnly: "\(message); make it and its directory writable for this user"
        case .locked: "\(message); stop that one, or give this one a state.path of its own"
        case .damaged: "\(message); restore it from a copy, or move it away to begin anew"
        case .tooNew: "\(message); install that version again, or move the file away to begin anew"
        case .other: message
        }
    }
}
