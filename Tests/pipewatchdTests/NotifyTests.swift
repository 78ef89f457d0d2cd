import Glibc
import PipelineSimulator
import TestSupport
import Testing

/// What systemd is told, on a real socket.
@Suite(.timeLimit(.minutes(1))) struct NotifyTests {
    @Test(arguments: DatagramReceiver.Kind.allCases)
    func `readiness does not wait for AWS, and the trouble with it is shown while it lasts`(
        kind: DatagramReceiver.Kind
    ) async throws {
        let story = Story(["InProgress", "InProgress"])
        let manager = try DatagramReceiver(kind)
        let datagrams = manager.listen()
        let home = try Home(["NOTIFY_SOCKET": manager.address])
        let fault = Fault(.closed, until: Story.act)
        try await Stage.play(story, faults: [fault]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd])
            let ending = try await home.run { _ in
                try await datagrams.first { $0 == "READY=1" }
                try await datagrams.first {
                    $0.hasPrefix("STATUS=Watching 1 execution, 0 running; ")
                        && $0.contains("; eu-west-1 since ") && $0.contains("Connection refused")
                }
                await stage.nextAct()
                let seen = try await datagrams.first {
                    $0.contains("; last: web InProgress (first seen), execution \(Story.id(0)), ")
                }
                #expect(seen.hasPrefix("STATUS=Watching 1 execution, 1 running; "))
            }
            #expect(ending.exitCode == 0)
        }
        let stopping = try await datagrams.first { $0.hasPrefix("STOPPING=1") }
        #expect(stopping == "STOPPING=1")
        #expect(datagrams.all.count { $0 == "READY=1" } == 1)
        #expect(!datagrams.all.contains { $0.contains("WATCHDOG") })
    }

    @Test func `a status tells counts, the next poll and the last transition`() async throws {
        let story = Story(["InProgress", "Failed"], ["InProgress", "InProgress"], ["Succeeded"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let home = try Home(["NOTIFY_SOCKET": manager.address])
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd]) {
                // Long enough that there is a time until the next poll.
                $0.polling.minInterval = "1s"
                $0.polling.maxInterval = "1s"
            }
            try await home.run { _ in
                try await datagrams.first { $0.contains("3 executions, 2 running; next poll at ") }
                await stage.nextAct()
                try await datagrams.first { text in
                    let form =
                        #/
                        STATUS=Watching\ 3\ executions,\ 1\ running
                        ;\ next\ poll\ at\ \d\d:\d\d:\d\dZ
                        ;\ last:\ web\ Failed\ \(was\ InProgress\),\ execution\ \S+,\ https:\S+
                        /#
                    return text.wholeMatch(of: form) != nil
                }
            }
        }
    }

    @Test func `a config that is refused is never ready`() async throws {
        let manager = try DatagramReceiver(.abstract)
        let home = try Home(["NOTIFY_SOCKET": manager.address])
        try home.directory.write("{}", to: "config.json")
        let ending = try await home.run { _ = await $0.stderr.end() }
        #expect(ending.exitCode == 78)
        #expect(manager.received() == [])
    }

    enum Endpoint: CaseIterable {
        case answers
        case hangs
        case refuses
    }

    @Test(arguments: Endpoint.allCases)
    func `the watchdog is fed, whatever AWS does`(endpoint: Endpoint) async throws {
        let story = Story(["InProgress"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let home = try Home(["NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "100000"])
        let faults: [Fault] =
            switch endpoint {
            case .answers: []
            case .hangs: [Fault(.hang)]
            case .refuses: [Fault(.closed, until: Story.act)]
            }
        try await Stage.play(story, faults: faults) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd])
            try await home.run { _ in
                try await datagrams.wait { $0.count { $0 == "WATCHDOG=1" } >= 10 }
            }
        }
    }

    @Test func `a watchdog of another process is left alone`() async throws {
        let story = Story(["InProgress"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let home = try Home([
            "NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1",
        ])
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd])
            try await home.run { _ in try await stage.settle() }
        }
        try await datagrams.first { $0 == "STOPPING=1" }
        #expect(!datagrams.all.contains("WATCHDOG=1"))
    }

    @Test(arguments: [true, false])
    func `a reload is told with its time, and its end`(isGood: Bool) async throws {
        let story = Story(["InProgress"])
        let manager = try DatagramReceiver(.path)
        let datagrams = manager.listen()
        let home = try Home(["NOTIFY_SOCKET": manager.address])
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd])
            try await home.run { daemon in
                try await datagrams.first { $0 == "READY=1" }
                if !isGood { try home.directory.write("{", to: "config.json") }
                let before = monotonicMicroseconds()
                daemon.send(SIGHUP)
                try await datagrams.wait { $0.count { $0 == "READY=1" } == 2 }
                let after = monotonicMicroseconds()

                let all = datagrams.all
                let reloading = try #require(all.first { $0.hasPrefix("RELOADING=1") })
                let lines = reloading.split(separator: "\n")
                try #require(lines.count == 2)
                #expect(lines[0] == "RELOADING=1")
                let time = try #require(UInt64(lines[1].dropFirst("MONOTONIC_USEC=".count)))
                #expect(lines[1].hasPrefix("MONOTONIC_USEC=") && (before...after).contains(time))
                let order = all.filter { !$0.hasPrefix("STATUS=") }
                #expect(order == ["READY=1", reloading, "READY=1"])
            }
        }
    }

    @Test func `the trouble with a webhook is shown until a reload takes the webhook away`()
        async throws
    {
        let story = Story(["InProgress"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        // Nobody listens there.
        let hook = try HTTPStub()
        let home = try Home(webhook: hook.url, ["NOTIFY_SOCKET": manager.address])
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.systemd, .webhook])
            try await home.run { daemon in
                try await datagrams.first { $0.hasPrefix("STATUS=") && $0.contains("the sink ") }
                try home.configure(story, at: stage.endpoint, notify: [.systemd])
                daemon.send(SIGHUP)
                try await datagrams.wait { all in
                    guard let reload = all.firstIndex(where: { $0.hasPrefix("RELOADING=1") })
                    else { return false }
                    let after = all[reload...].filter { $0.hasPrefix("STATUS=") }
                    return after.last.map { !$0.contains("the sink ") } ?? false
                }
            }
        }
    }

    private func monotonicMicroseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
