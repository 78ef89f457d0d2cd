import PipelineSimulator
import Testing

/// What a daemon knows outlives it.
@Suite(.timeLimit(.minutes(1))) struct RestartTests {
    @Test func `nothing is repeated, and what changed meanwhile is told`() async throws {
        let story = Story(
            ["InProgress", "InProgress", "Succeeded"],
            ["InProgress", "Failed", "InProgress"],
            ["Succeeded"]
        )
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let first = try await home.run { daemon in
                try await daemon.told(3)
                await stage.nextAct()
                try await daemon.told(4)
            }
            let second = try await home.run { daemon in
                try await daemon.said("watches 3 executions")
                try await stage.settle()
            }
            #expect(second.stdout == [])
            await stage.nextAct()
            let third = try await home.run { daemon in
                try await daemon.told(2)
                try await stage.settle()
            }
            let endings = [first, second, third]
            #expect(endings.map(\.exitCode) == [0, 0, 0])
            let told = endings.flatMap(\.stdout).compactMap(ToldEvent.init).map(\.told)
            #expect(told.byExecution == story.told())
            let atLast = third.stdout.compactMap(ToldEvent.init).map(\.told)
            #expect(atLast.first { $0.execution == Story.id(0) }?.previousStatus == "InProgress")
            #expect(atLast.first { $0.execution == Story.id(1) }?.attempt == 2)
        }
    }
}
