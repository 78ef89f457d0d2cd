import Glibc
import Systemd
import TestSupport
import Testing

struct ServiceManagerTests {
    struct Call: Sendable, CustomTestStringConvertible {
        var datagram: String
        var make: @Sendable (ServiceManager) throws(SystemCallFailure) -> Void

        init(
            _ datagram: String,
            _ make: @escaping @Sendable (ServiceManager) throws(SystemCallFailure) -> Void
        ) {
            self.datagram = datagram
            self.make = make
        }

        var testDescription: String { datagram.debugDescription }
    }

    static let calls: [Call] = [
        Call("READY=1") { manager throws(SystemCallFailure) in try manager.ready() },
        Call("READY=1\nSTATUS=Watching 3") { manager throws(SystemCallFailure) in
            try manager.ready(status: "Watching 3")
        },
        Call("RELOADING=1\nMONOTONIC_USEC=81234567") { manager throws(SystemCallFailure) in
            try manager.reloading(monotonicMicroseconds: 81_234_567)
        },
        Call("RELOADING=1\nMONOTONIC_USEC=5\nSTATUS=Reading") { manager throws(SystemCallFailure) in
            try manager.reloading(monotonicMicroseconds: 5, status: "Reading")
        },
        Call("STOPPING=1") { manager throws(SystemCallFailure) in try manager.stopping() },
        Call("STOPPING=1\nSTATUS=Bye") { manager throws(SystemCallFailure) in
            try manager.stopping(status: "Bye")
        },
        Call("WATCHDOG=1") { manager throws(SystemCallFailure) in try manager.watchdog() },
        Call("STATUS=api: Failed") { manager throws(SystemCallFailure) in
            try manager.status("api: Failed")
        },
        Call("STATUS=") { manager throws(SystemCallFailure) in try manager.status("") },
        Call("STATUS=Bücher 📚") { manager throws(SystemCallFailure) in
            try manager.status("Bücher 📚")
        },
    ]

    @Test(arguments: DatagramReceiver.Kind.allCases, calls)
    func `a call is one datagram, word for word`(
        kind: DatagramReceiver.Kind,
        call: Call
    ) throws {
        let receiver = try DatagramReceiver(kind)
        let manager = try ServiceManager(environment: ["NOTIFY_SOCKET": receiver.address])
        #expect(manager.isListening)
        try call.make(manager)
        #expect(receiver.received() == [call.datagram])
    }

    @Test(arguments: [
        ("ok\nREADY=1", "STATUS=ok\\nREADY=1"),
        ("\nMAINPID=1", "STATUS=\\nMAINPID=1"),
        ("ok\r\nSTOPPING=1\r", "STATUS=ok\\r\\nSTOPPING=1\\r"),
        ("a\u{0}b", "STATUS=a\\u0000b"),
        ("\u{1B}[31mred", "STATUS=\\u001B[31mred"),
        ("a\u{2028}b\u{85}c", "STATUS=a\\u2028b\\u0085c"),
    ])
    func `a status text cannot forge an assignment`(text: String, datagram: String) throws {
        let receiver = try DatagramReceiver(.abstract)
        let manager = try ServiceManager(environment: ["NOTIFY_SOCKET": receiver.address])
        try manager.status(text)
        try manager.ready(status: text)
        try manager.stopping(status: text)
        #expect(
            receiver.received() == [datagram, "READY=1\n" + datagram, "STOPPING=1\n" + datagram]
        )
    }

    @Test(arguments: ["x", "ü", "📚", "👩‍👩‍👧‍👦", "\n"])
    func `a long status text is cut so that the manager takes the datagram`(part: String) throws {
        let receiver = try DatagramReceiver(.abstract)
        let manager = try ServiceManager(environment: ["NOTIFY_SOCKET": receiver.address])
        try manager.reloading(
            monotonicMicroseconds: .max,
            status: String(repeating: part, count: 20_000)
        )
        let datagram = try #require(receiver.received().first)
        #expect(datagram.utf8.count <= 4096)
        #expect(datagram.utf8.count > 2000)
        #expect(datagram.hasSuffix("…"))
        #expect(!datagram.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": ""]])
    func `without a manager nothing is done and nothing fails`(
        environment: [String: String]
    ) throws {
        let manager = try ServiceManager(environment: environment)
        #expect(!manager.isListening)
        for call in Self.calls {
            try call.make(manager)
        }
    }

    @Test(arguments: [
        "relative/path", "vsock:2:1234", "@", "/", "/a\u{0}b",
        "/" + String(repeating: "x", count: 107), "@" + String(repeating: "x", count: 108),
    ])
    func `an address that is no Unix socket is refused`(address: String) {
        #expect(throws: MalformedVariable(name: "NOTIFY_SOCKET", value: address)) {
            try ServiceManager(environment: ["NOTIFY_SOCKET": address])
        }
    }

    @Test(arguments: [
        "/" + String(repeating: "x", count: 106), "@" + String(repeating: "x", count: 107),
    ])
    func `the longest address there is can be used`(address: String) throws {
        _ = try ServiceManager(environment: ["NOTIFY_SOCKET": address])
    }

    @Test(arguments: [
        ("/nowhere/to/be/found", ENOENT), ("@pipewatchd-test-nobody", ECONNREFUSED),
    ])
    func `a manager that has gone is a failure with its code`(
        address: String,
        code: CInt
    ) throws {
        let manager = try ServiceManager(environment: ["NOTIFY_SOCKET": address])
        #expect(throws: SystemCallFailure(call: "sendto", code: code)) { try manager.ready() }
    }

    @Test func `a manager that does not read is a failure, not a wait without end`() throws {
        let receiver = try DatagramReceiver(.abstract)
        let manager = try ServiceManager(
            environment: ["NOTIFY_SOCKET": receiver.address],
            patience: .zero
        )
        // The queue holds net.unix.max_dgram_qlen datagrams; 10,000 is far beyond any setting.
        #expect(throws: SystemCallFailure(call: "sendto", code: EAGAIN)) {
            for _ in 0..<10_000 {
                try manager.watchdog()
            }
        }
        #expect(receiver.received().allSatisfy { $0 == "WATCHDOG=1" })
    }

    @Test func `the clock is the monotonic one, in microseconds`() {
        var before = timespec()
        var after = timespec()
        clock_gettime(CLOCK_MONOTONIC, &before)
        let time = ServiceManager.monotonicMicroseconds()
        clock_gettime(CLOCK_MONOTONIC, &after)
        #expect(time >= UInt64(before.tv_sec) * 1_000_000 + UInt64(before.tv_nsec) / 1000)
        #expect(time <= UInt64(after.tv_sec) * 1_000_000 + UInt64(after.tv_nsec) / 1000)
    }
}
