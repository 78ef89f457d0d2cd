import Glibc
import SafeText

/// The service manager that started this process with `Type=notify`, and what it is told.
///
/// Speaks the protocol of sd_notify(3): each call is one datagram of `NAME=value` lines to the
/// socket that `$NOTIFY_SOCKET` names. Without that variable nobody listens, and every call is a
/// comparison with `nil`.
///
/// The datagram is sent from here rather than by `sd_notify`, which reads the process's own
/// environment: this way the environment is a parameter, and a text cannot become a second
/// assignment.
package struct ServiceManager: Sendable {
    /// The longest status text that is not cut, in bytes: a datagram of more than 4096 is ignored
    /// (`NOTIFY_BUFFER_MAX` in systemd's `src/core/manager.c`).
    package static let maximumStatusBytes = 2048

    private let address: UnixDatagramAddress?
    private let patience: Duration

    /// Finds the manager.
    ///
    /// - Parameters:
    ///   - environment: the environment of the process, of which `NOTIFY_SOCKET` is read. Unset or
    ///     empty, there is no manager.
    ///   - patience: how long a call may block while the manager's queue is full. A manager that
    ///     is alive empties it in milliseconds; one that is not must not hold back a daemon that
    ///     has other work.
    /// - Throws: `MalformedVariable` where it names no Unix socket.
    package init(
        environment: [String: String],
        patience: Duration = .seconds(1)
    ) throws(MalformedVariable) {
        self.patience = patience
        guard let text = environment["NOTIFY_SOCKET"], !text.isEmpty else {
            address = nil
            return
        }
        guard let address = UnixDatagramAddress(text) else {
            throw MalformedVariable(name: "NOTIFY_SOCKET", value: text)
        }
        self.address = address
    }

    /// Whether there is a manager; if not, every call does nothing.
    package var isListening: Bool {
        address != nil
    }

    /// Says that the start, or a reload, is done (`READY=1`).
    package func ready(status: String? = nil) throws(SystemCallFailure) {
        try tell("READY=1", status)
    }

    /// Says that a reload has begun (`RELOADING=1`), which `ready` must end.
    ///
    /// - Parameters:
    ///   - monotonicMicroseconds: the moment at which it began, by CLOCK_MONOTONIC. A manager of
    ///     version 253 or later tells by it that this reload is the answer to its own signal.
    ///   - status: what `systemctl status` is to show.
    /// - Throws: `SystemCallFailure`, as every call does that could not be sent.
    package func reloading(
        monotonicMicroseconds: UInt64,
        status: String? = nil
    ) throws(SystemCallFailure) {
        // Both in one datagram: a manager that sees the first alone ends the reload at once.
        try tell("RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)", status)
    }

    /// Says that the service is on its way down (`STOPPING=1`).
    package func stopping(status: String? = nil) throws(SystemCallFailure) {
        try tell("STOPPING=1", status)
    }

    /// Says that the service has got on with its work since the last time (`WATCHDOG=1`).
    package func watchdog() throws(SystemCallFailure) {
        try tell("WATCHDOG=1", nil)
    }

    /// Sets the line that `systemctl status` shows (`STATUS=`).
    ///
    /// However little the text is trusted, it stays one value: control characters are escaped, and
    /// what goes beyond `maximumStatusBytes` is cut.
    package func status(_ text: String) throws(SystemCallFailure) {
        try tell(nil, text)
    }

    private func tell(_ state: String?, _ status: String?) throws(SystemCallFailure) {
        guard let address else { return }
        var lines: [String] = []
        if let state {
            lines.append(state)
        }
        if let status {
            lines.append(
                "STATUS=" + status.escapingHazards.shortened(toBytes: Self.maximumStatusBytes)
            )
        }
        try address.send(Array(lines.joined(separator: "\n").utf8), patience: patience)
    }
}

extension ServiceManager {
    /// The time now by CLOCK_MONOTONIC in microseconds, for `reloading`.
    package static func monotonicMicroseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
