import Glibc

/// Keeps a second daemon from the same state file: both would tell everything.
///
/// A lock of its own rather than SQLite's: other commands read the file while the daemon runs.
/// The kernel drops the lock with the process, however that ends.
struct StateFileLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// - Throws: `StateFailure` of kind `.locked` where another process holds the lock.
    init(path: String) throws(StateFailure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateFailure(errno: errno, path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // The descriptor is closed by `deinit`, which runs for a value that is complete.
            let reason = errno
            guard reason != EWOULDBLOCK else {
                throw StateFailure(
                    kind: .locked,
                    message: "another pipewatchd holds \(path)"
                )
            }
            throw StateFailure(errno: reason, path: path)
        }
    }

    deinit {
        // Closing alone would leave the lock to a child that was forked and has not run exec yet.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
