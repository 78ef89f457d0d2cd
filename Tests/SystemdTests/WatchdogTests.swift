import Systemd
import Testing

struct WatchdogTests {
    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], 15_000_000),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "42"], 15_000_000),
        (["WATCHDOG_USEC": "3"], 1.5),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "43"], nil),
        (["WATCHDOG_PID": "42"], nil),
        ([:], nil),
    ])
    func `the ping is due twice within the timeout, if it is asked of this process`(
        environment: [String: String],
        microseconds: Double?
    ) throws {
        let watchdog = try Watchdog(environment: environment, processID: 42)
        #expect(watchdog?.pingInterval == microseconds.map { .microseconds($0) })
    }

    @Test(arguments: [
        ("WATCHDOG_USEC", "0"), ("WATCHDOG_USEC", "-1"), ("WATCHDOG_USEC", ""),
        ("WATCHDOG_USEC", "30s"), ("WATCHDOG_USEC", "18446744073709551615"),
        ("WATCHDOG_PID", "0"), ("WATCHDOG_PID", "me"), ("WATCHDOG_PID", ""),
        ("WATCHDOG_PID", "4294967338"),
    ])
    func `a value that the manager does not write is an error`(name: String, value: String) {
        var environment = ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "42"]
        environment[name] = value
        #expect(throws: MalformedVariable(name: name, value: value)) {
            try Watchdog(environment: environment, processID: 42)
        }
    }
}
