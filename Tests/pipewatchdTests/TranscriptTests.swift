import PipelineSimulator
import Secrets
import Synchronization
import TestSupport
import Testing

/// What happens is what is told: all of it, in order, once.
@Suite(.timeLimit(.minutes(1))) struct TranscriptTests {
    /// All seven statuses, one that is not known yet, a retried stage and a late beginning.
    private static let story = Story(
        ["InProgress", "Succeeded"],
        ["InProgress", "Stopping", "Stopped"],
        ["InProgress", "Failed", "InProgress", "Succeeded"],
        ["InProgress", "Superseded"],
        ["InProgress", "Cancelled"],
        ["InProgress", "Quarantined", "Failed"],
        [nil, nil, "Failed", "Failed"]
    )

    /// Plays the story; goes on when as much was told as there is to tell of each act.
    private func play(
        notify: DaemonConfig.Sink,
        webhook: String = "http://127.0.0.1:9/",
        untilTold: (RunningDaemon, Int) async throws -> Void
    ) async throws -> RunningDaemon.Ending {
        let home = try Home(webhook: webhook)
        let ending = Mutex<RunningDaemon.Ending?>(nil)
        try await Stage.play(Self.story) { stage in
            try home.configure(Self.story, at: stage.endpoint, notify: [notify])
            let result = try await home.run { daemon in
                for act in 0..<Self.story.acts {
                    if act > 0 { await stage.nextAct() }
                    let told = Self.story.told(upTo: act).values.joined().count
                    try await untilTold(daemon, told)
                }
                try await stage.settle()
            }
            ending.withLock { $0 = result }
        }
        let result = try #require(ending.withLock { $0 })
        #expect(result.exitCode == 0)
        return result
    }

    @Test func `text on stdout tells exactly what was played`() async throws {
        let ending = try await play(notify: .text) { try await $0.stdout.wait(count: $1) }
        let told = ending.stdout.compactMap(Told.init(text:))
        #expect(told.count == ending.stdout.count)
        #expect(told.byExecution == Self.story.told())
        let retried = told.filter { $0.execution == Story.id(2) }
        #expect(retried.map(\.attempt) == [1, 1, 2, 2])
    }

    @Test func `JSON on stdout tells exactly what was played`() async throws {
        let ending = try await play(notify: .json) { try await $0.stdout.wait(count: $1) }
        let events = ending.stdout.compactMap(ToldEvent.init)
        #expect(events.count == ending.stdout.count)
        #expect(events.map(\.told).byExecution == Self.story.told())
        #expect(Set(events.map(\.id)).count == events.count)
    }

    @Test func `a webhook is told exactly what was played, and signed`() async throws {
        let deliveries = FactLog<WebhookDelivery>()
        let receiver = try await WebhookReceiver.start(
            signature: WebhookSignature(secret: Secret(Home.webhookSecret)),
            report: { deliveries.add($0) }
        )
        let ending = try await play(notify: .webhook, webhook: receiver.baseURL + "/hook") {
            try await deliveries.wait(count: $1)
        }
        await receiver.stop()
        #expect(ending.stdout == [])
        #expect(deliveries.all.allSatisfy { $0.signature == "verified" && $0.answer == 204 })
        #expect(deliveries.all.allSatisfy { $0.id == $0.event?.id && !$0.isRepeat })
        let told = deliveries.all.compactMap(\.event).map {
            Told(
                execution: $0.execution,
                status: $0.status,
                previousStatus: $0.previousStatus,
                attempt: $0.attempt ?? 0
            )
        }
        #expect(told.count == deliveries.all.count)
        #expect(told.byExecution == Self.story.told())
    }
}
