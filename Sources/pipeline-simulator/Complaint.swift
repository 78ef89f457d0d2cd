import ArgumentParser
import Glibc

/// What ends the program, with its message and its exit status.
struct Complaint: Error, CustomStringConvertible {
    /// Exit statuses of sysexits(3).
    enum Status: Int32 {
        case invalidData = 65
        case cannotOpen = 66
        case cannotCreate = 73
        case temporaryFailure = 75
    }

    let description: String
    let exitCode: Status

    init(_ description: String, exitCode: Status) {
        self.description = description
        self.exitCode = exitCode
    }

    static func reason(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
