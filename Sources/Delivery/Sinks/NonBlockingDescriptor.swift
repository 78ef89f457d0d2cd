import Glibc

/// A descriptor for the same pipe or terminal as another, which does not block when written to.
///
/// `O_NONBLOCK` belongs to the open file, which the daemon shares with the shell that started it
/// and with whatever else writes there, so it must not be set on the descriptor that was given.
/// Opening the same file anew gives an open file of one's own. Readiness alone is not enough for a
/// terminal: `poll` calls it ready while it has room for one byte, and a longer write then waits.
final class NonBlockingDescriptor: Sendable {
    /// What to write to: one of its own, or the given one where it cannot be opened anew.
    ///
    /// That is so for a socket, which takes 4 KiB without waiting whenever `poll` calls it ready,
    /// for a regular file, which is always ready and has a position that must stay shared, and
    /// where `/proc` or the permission is missing.
    let number: CInt
    private let isOwn: Bool

    init(for given: CInt) {
        var status = stat()
        let kind = fstat(given, &status) == 0 ? status.st_mode & S_IFMT : 0
        let mayReopen = kind == S_IFIFO || kind == S_IFCHR
        let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let own = mayReopen ? open("/proc/self/fd/\(given)", flags) : -1
        isOwn = own >= 0
        number = isOwn ? own : given
    }

    deinit {
        if isOwn { close(number) }
    }
}
