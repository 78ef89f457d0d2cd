import ArgumentParser
import Glibc

/// How the program ends, by sysexits(3).
enum ExitStatus {
    /// 66: the config cannot be read.
    static let configUnreadable = ExitCode(EX_NOINPUT)
    /// 70: an error of the program's own.
    static let internalError = ExitCode(EX_SOFTWARE)
    /// 75: something is not as it should be now, and may be later.
    static let temporaryFailure = ExitCode(EX_TEMPFAIL)
    /// 78: the config is not valid.
    static let configInvalid = ExitCode(EX_CONFIG)
}
