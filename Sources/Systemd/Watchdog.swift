/// How often the service manager wants a sign of progress (`WatchdogSec=`), as
/// sd_watchdog_enabled(3) has it.
package struct Watchdog: Sendable, Equatable {
    /// The time without a sign after which the manager kills the service.
    package var timeout: Duration

    /// How often to call `ServiceManager.watchdog()`: twice within the timeout, as the manual asks.
    package var pingInterval: Duration {
        timeout / 2
    }

    package init(timeout: Duration) {
        self.timeout = timeout
    }

    /// Reads what the manager asks for; `nil` where no watchdog waits for this process.
    ///
    /// - Parameters:
    ///   - environment: the environment of the process, of which `WATCHDOG_USEC` and
    ///     `WATCHDOG_PID` are read. The second is there because a child inherits both, and must not
    ///     answer for its parent.
    ///   - processID: the process's own id.
    /// - Throws: `MalformedVariable` where a value is not a number that the manager writes.
    package init?(
        environment: [String: String],
        processID: Int32
    ) throws(MalformedVariable) {
        guard let timeText = environment["WATCHDOG_USEC"] else { return nil }
        // The largest number means “never” to systemd, which then leaves the variable out.
        guard let microseconds = Int64(timeText), microseconds > 0 else {
            throw MalformedVariable(name: "WATCHDOG_USEC", value: timeText)
        }
        if let processText = environment["WATCHDOG_PID"] {
            guard let expected = Int32(processText), expected > 0 else {
                throw MalformedVariable(name: "WATCHDOG_PID", value: processText)
            }
            guard expected == processID else { return nil }
        }
        self.init(timeout: .microseconds(microseconds))
    }
}
