import Glibc
import PipelineSimulator
import TestSupport
import Testing

/// SIGHUP: a changed config is taken on as a whole, or not at all.
@Suite(.timeLimit(.minutes(1))) struct ReloadTests {
    private static let story = Story(
        ["InProgress", "Failed", "InProgress", "Succeeded"],
        ["InProgress", "Stopping", "Stopped", "Stopped"]
    )

    @Test func `a changed config is taken on, and nothing is told again`() async throws {
        let story = Self.story
        let hook = try await HTTPStub.listening()
        let home = try Home(webhook: hook.url)
        try await Stage.play(story) { stage in
            func configure(_ ids: [String], _ sinks: [DaemonConfig.Sink]) throws {
                try home.configure(story, at: stage.endpoint, notify: sinks) {
                    $0.watch[0].executions = ids
                }
            }
            try configure([Story.id(0)], [.json])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                try configure(story.ids, [.json, .webhook])
                daemon.send(SIGHUP)
                try await daemon.said("notice: config reloaded; watching 2 executions")
                try await daemon.told(2)
                await stage.nextAct()
                try await daemon.told(4)
                try await hook.requests.wait(count: 3)

                try configure([Story.id(1)], [.webhook])
                daemon.send(SIGHUP)
                try await daemon.stderr.first {
                    $0 == "notice: config reloaded; watching 1 execution"
                }
                await stage.nextAct()
                try await hook.requests.wait(count: 4)

                try configure(story.ids, [.json, .webhook])
                daemon.send(SIGHUP)
                try await daemon.stderr.wait { $0.count { $0.contains("reloaded") } == 3 }
                try await daemon.told(5)
                await stage.nextAct()
                try await hook.requests.wait(count: 6)
                try await daemon.told(6)
                try await stage.settle()
            }
            #expect(ending.exitCode == 0)

            let lines = ending.stdout.compactMap(ToldEvent.init).map(\.told).byExecution
            let posts = hook.requests.all.compactMap { ToldEvent(json: $0.body) }.map(\.told)
                .byExecution
            let told = story.told()
            // Nobody looked at the first execution in the third act, and at stdout only once.
            #expect(lines[Story.id(0)] == told[Story.id(0)])
            #expect(lines[Story.id(1)] == told[Story.id(1)]?.dropLast())
            #expect(posts[Story.id(0)] == told[Story.id(0)]?.dropFirst().map { $0 })
            #expect(posts[Story.id(1)] == told[Story.id(1)])
            #expect(ending.stderr.allSatisfy { !$0.hasPrefix("error: ") })
        }
        try await hook.stop()
    }

    @Test func `a broken config is refused with every problem, and the old one goes on`()
        async throws
    {
        let story = Story(["InProgress", "Succeeded"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                try home.directory.write(
                    """
                    {
                      "watch": [{ "pipeline": "web", "executions": ["nonsense"] }],
                      "polling": { "minInterval": "5 seconds" }
                    }
                    """,
                    to: "config.json"
                )
                daemon.send(SIGHUP)
                try await daemon.stderr.wait { $0.count { $0.hasPrefix("error: ") } == 3 }
                await stage.nextAct()
                try await daemon.told(2)
            }
            let errors = ending.stderr.filter { $0.hasPrefix("error: ") }
            #expect(errors[0] == "error: config refused; going on with the one before")
            #expect(errors[1].hasPrefix("error: \(home.config):2:49: watch[0].executions[0]: "))
            #expect(errors[2].hasPrefix("error: \(home.config):3:31: polling.minInterval: "))
            #expect(ending.exitCode == 0)
            let told = ending.stdout.compactMap(ToldEvent.init).map(\.told)
            #expect(told.byExecution == story.told())
        }
    }
}
