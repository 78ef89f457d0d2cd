import AWSAccess
import Glibc
import Systemd

/// What the program takes from the process it runs in, in one place.
struct ProcessSurroundings: Sendable {
    var environment: [String: String]
    var stdoutIsTerminal: Bool
    var processID: Int32

    static func ofThisProcess() -> ProcessSurroundings {
        var environment: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let separator = text.firstIndex(of: "=") {
                environment[String(text[..<separator])] =
                    String(text[text.index(after: separator)...])
            }
            next += 1
        }
        return ProcessSurroundings(
            environment: environment,
            stdoutIsTerminal: isatty(STDOUT_FILENO) == 1,
            processID: getpid()
        )
    }

    var aws: AWSEnvironment {
        AWSEnvironment(values: environment)
    }

    /// Whether systemd started the process (systemd.exec(5), `INVOCATION_ID`).
    var isUnderSystemd: Bool {
        environment["NOTIFY_SOCKET"] != nil || environment["INVOCATION_ID"] != nil
    }
}
