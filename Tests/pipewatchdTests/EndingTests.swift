import Glibc
import PipelineSimulator
import TestSupport
import Testing

/// SIGTERM ends the daemon in time, whatever hangs; what it could not tell is told by the next.
@Suite(.timeLimit(.minutes(1))) struct EndingTests {
    /// Sends a signal, and expects the end in the time that the program promises.
    private func end(_ daemon: RunningDaemon, by signal: Int32 = SIGTERM) async {
        let time = await ContinuousClock().measure {
            daemon.send(signal)
            _ = await daemon.stderr.end()
        }
        #expect(time < .seconds(5))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `an idle daemon ends at once`(signal: Int32) async throws {
        let story = Story(["InProgress"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                await end(daemon, by: signal)
            }
            #expect(ending.exitCode == 0)
            #expect(ending.stderr.last?.hasPrefix("info: ending on ") == true)
        }
    }

    @Test func `an endpoint that hangs does not hold it`() async throws {
        let story = Story(["InProgress", "Succeeded"])
        let home = try Home()
        try await Stage.play(story, faults: [Fault(.hang, until: Story.act)]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json]) {
                $0.polling.timeout = "1m"
            }
            let first = try await home.run { daemon in
                _ = try await stage.server.firstRequest { $0.answer == "hang" }
                await end(daemon)
            }
            #expect(first.exitCode == 0)
            await stage.nextAct()
            let second = try await home.run { try await $0.told(1) }
            #expect(second.stdout.compactMap(ToldEvent.init).map(\.told.status) == ["Succeeded"])
        }
    }

    @Test func `a webhook that hangs does not hold it, and is told by the next`() async throws {
        let story = Story(["InProgress"], ["Failed"])
        let hook = try await HTTPStub.listening(.silence)
        let home = try Home(webhook: hook.url)
        try await Stage.play(story) { stage in
            var webhook = DaemonConfig.Sink.webhook
            webhook.timeout = "1m"
            try home.configure(story, at: stage.endpoint, notify: [.json, webhook])
            let first = try await home.run { daemon in
                try await daemon.told(2)
                try await hook.requests.wait(count: 1)
                await end(daemon)
            }
            #expect(first.exitCode == 0)
            hook.answer(.status(204))
            let second = try await home.run { _ in try await hook.requests.wait(count: 3) }
            #expect(second.stdout == [])
            #expect(hook.requests.all.dropFirst().map(\.body) == first.stdout)
        }
        try await hook.stop()
    }

    @Test func `a stdout that nobody reads does not hold it, and is told by the next`()
        async throws
    {
        let story = Story(all: Array(repeating: ["InProgress"], count: 20))
        let home = try Home()
        let pipe = try NamedPipe(in: home)
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json]) {
                $0.polling.minInterval = "200ms"
                $0.polling.maxInterval = "200ms"
            }
            let first = try await home.run(output: pipe.path) { daemon in
                try await stage.settle()
                await end(daemon)
            }
            #expect(first.exitCode == 0, "\(first.stderr)")
            let before = pipe.rest().compactMap(ToldEvent.init).map(\.told)
            #expect((1..<20).contains(before.count))
            let second = try await home.run { try await $0.told(20 - before.count) }
            let after = second.stdout.compactMap(ToldEvent.init).map(\.told)
            #expect((before + after).byExecution == story.told())
        }
        pipe.close()
    }

    @Test func `a reader of stdout that goes away ends it, and the next tells the rest`()
        async throws
    {
        let story = Story(["InProgress", "Failed", "InProgress"])
        let home = try Home()
        let pipe = try NamedPipe(in: home)
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let first = try await home.run(output: pipe.path) { daemon in
                let line = await pipe.line()
                #expect(ToldEvent(json: line)?.told.status == "InProgress")
                pipe.close()
                await stage.nextAct()
                _ = await daemon.stderr.end()
            }
            #expect(first.exitCode == 0)
            #expect(first.stderr.contains { $0.contains("the sink stdout is gone: ") })
            await stage.nextAct()
            let second = try await home.run { try await $0.told(2) }
            let told = second.stdout.compactMap(ToldEvent.init).map(\.told)
            #expect(told.map(\.status) == ["Failed", "InProgress"])
            #expect(told.map(\.attempt) == [1, 2])
        }
    }
}
