import Glibc
import PipelineSimulator
import Synchronization
import TestSupport
import Testing

/// A daemon that is killed at any moment loses nothing and makes nothing up.
@Suite(.timeLimit(.minutes(2))) struct KillTests {
    private static let kills = 15

    /// Ten executions, each with twelve acts in which each changes.
    private static let story = Story(
        all: (0..<10).map { number in
            let rest = number.isMultiple(of: 2) ? "Stopping" : "Waiting"
            let end = number.isMultiple(of: 3) ? "Succeeded" : "Superseded"
            return [
                "InProgress", rest, "Stopped", "InProgress", "Failed", rest, "InProgress", rest,
                "Failed", "InProgress", rest, end,
            ]
        }
    )

    /// Kills a process at one of the moments after which it has something to do: a poll was
    /// answered, an event was taken.
    private final class Killer: Sendable {
        private let aim = Mutex<(processID: pid_t, moments: Int)?>(nil)

        func aim(at processID: pid_t, after moments: Int) {
            aim.withLock { $0 = (processID, moments) }
        }

        func moment() {
            aim.withLock { aim in
                guard let (processID, moments) = aim else { return }
                aim = moments > 1 ? (processID, moments - 1) : nil
                if moments == 1 { kill(processID, SIGKILL) }
            }
        }
    }

    @Test func `kill -9 loses nothing, and repeats only what is known by its id`() async throws {
        let seed = UInt64.random(in: .min ... .max)
        print("killing by the seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let killer = Killer()
        let hook = try await HTTPStub.listening(observer: { killer.moment() })
        let home = try Home(webhook: hook.url + "/hook")
        var lines: [String] = []
        try await Stage.play(Self.story, observer: { _ in killer.moment() }) { stage in
            try home.configure(Self.story, at: stage.endpoint, notify: [.json, .webhook]) {
                $0.polling.minInterval = "100ms"
                $0.polling.maxInterval = "150ms"
            }
            var act = 0
            for _ in 0..<Self.kills {
                let moments = Int.random(in: 1...25, using: &random)
                let ending = try await home.run { daemon in
                    killer.aim(at: daemon.processID, after: moments)
                    // An act must last until all of it was told: what nobody polls is lost.
                    while await hook.isTold(Self.story.told(upTo: act), while: daemon) {
                        guard act < Self.story.acts - 1 else { break }
                        act += 1
                        await stage.nextAct()
                    }
                    _ = await daemon.stderr.end()
                }
                #expect(ending.exitCode == 128 + SIGKILL, "\(ending.stderr)")
                lines += ending.stdout
            }
            let ending = try await home.run { daemon in
                while await hook.isTold(Self.story.told(upTo: act), while: daemon) {
                    guard act < Self.story.acts - 1 else { break }
                    act += 1
                    await stage.nextAct()
                }
                try await stage.settle()
            }
            #expect(ending.exitCode == 0)
            lines += ending.stdout
        }
        try await hook.stop()
        let posts = hook.requests.all
        #expect(posts.allSatisfy { $0.headers["webhook-id"] == ToldEvent(json: $0.body)?.id })
        check(posts.map(\.body), of: "the webhook")
        check(lines, of: "stdout")
    }

    /// Holds what a sink was told, repetitions and all, against what was played.
    private func check(_ bodies: [String], of sink: Comment) {
        var bodyOf: [String: String] = [:]
        var told: [Told] = []
        for body in bodies {
            // A line that was cut off by a kill comes again as a whole.
            guard let event = ToldEvent(json: body) else { continue }
            if bodyOf[event.id] == nil { told.append(event.told) }
            #expect(bodyOf[event.id, default: body] == body, sink)
            bodyOf[event.id] = body
        }
        #expect(told.byExecution == Self.story.told(), sink)
    }
}

extension HTTPStub {
    /// Waits until as many different events came as there are; false where the daemon ends before.
    fileprivate func isTold(_ told: [String: [Told]], while daemon: RunningDaemon) async -> Bool {
        let count = told.values.joined().count
        return await withTaskGroup { group in
            group.addTask {
                let enough = try? await self.requests.wait { requests in
                    Set(requests.map { $0.headers["webhook-id"] }).count >= count
                }
                return enough != nil
            }
            group.addTask {
                _ = await daemon.stderr.end()
                return false
            }
            let isTold = await group.next() ?? false
            group.cancelAll()
            return isTold
        }
    }
}
