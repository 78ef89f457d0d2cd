import PipelineSimulator
import TestSupport
import Testing

/// A webhook that is away holds back its own events and nothing else.
@Suite(.timeLimit(.minutes(1))) struct WebhookTests {
    private static let story = Story(
        ["InProgress", "Succeeded"],
        ["InProgress", "Failed", "InProgress", "Succeeded"]
    )

    enum Trouble: CaseIterable {
        case answers500
        case refusesConnections
    }

    @Test(arguments: Trouble.allCases)
    func `what a webhook missed arrives in order, and stdout does not wait for it`(
        trouble: Trouble
    ) async throws {
        let story = Self.story
        let hook = try HTTPStub(.status(500))
        if trouble == .answers500 { try await hook.listen() }
        let home = try Home(webhook: hook.url + "/hook")
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json, .webhook])
            let ending = try await home.run { daemon in
                for act in 0..<story.acts {
                    if act > 0 { await stage.nextAct() }
                    try await daemon.told(story.told(upTo: act).values.joined().count)
                }
                let line = try await daemon.said("the sink ops fails and will be tried again")
                #expect(line.hasPrefix("warning: "))
                #expect(line.contains("http://127.0.0.1:\(hook.port)"))
                switch trouble {
                case .answers500: hook.answer(.status(204))
                case .refusesConnections:
                    hook.answer(.status(204))
                    try await hook.listen()
                }
                let all = story.told().values.joined().count
                try await hook.requests.wait { $0.count { $0.status == 204 } == all }
                try await daemon.said("the sink ops works again after")
            }
            #expect(ending.exitCode == 0)
            let taken = hook.requests.all.filter { $0.status == 204 }.map(\.body)
            // Both sinks are told in the order in which it was recorded.
            #expect(taken == ending.stdout)
            #expect(taken.compactMap(ToldEvent.init).map(\.told).byExecution == story.told())
            #expect(ending.stderr.count { $0.contains("the sink ops") } == 2)
        }
        try await hook.stop()
    }

    @Test func `what a webhook missed arrives after a restart`() async throws {
        let story = Self.story
        let hook = try HTTPStub()
        let home = try Home(webhook: hook.url + "/hook")
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json, .webhook])
            let first = try await home.run { daemon in
                try await daemon.told(2)
                try await daemon.said("the sink ops fails and will be tried again")
            }
            try await hook.listen()
            let second = try await home.run { _ in try await hook.requests.wait(count: 2) }
            #expect([first.exitCode, second.exitCode] == [0, 0])
            #expect(hook.requests.all.map(\.body) == first.stdout)
            #expect(second.stdout == [])
        }
        try await hook.stop()
    }
}
