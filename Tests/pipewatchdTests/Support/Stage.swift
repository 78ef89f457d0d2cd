import PipelineSimulator

/// A story being played: the endpoint, and the clock that the test moves from act to act.
final class Stage: Sendable {
    let story: Story
    let server: SimulatorServer
    private let clock: ManualClock

    private init(story: Story, server: SimulatorServer, clock: ManualClock) {
        self.story = story
        self.server = server
        self.clock = clock
    }

    /// Plays a story for as long as the body runs.
    ///
    /// - Parameters:
    ///   - story: what is played.
    ///   - faults: what goes wrong, by the story's clock.
    ///   - observer: told each request as it is answered.
    ///   - body: the test.
    /// - Throws: what the body throws.
    static func play(
        _ story: Story,
        faults: [Fault] = [],
        observer: (@Sendable (RecordedRequest) -> Void)? = nil,
        _ body: (Stage) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let server = try await SimulatorServer.start(
            scenario: story.scenario(faults: faults),
            clock: .manual(clock),
            observer: observer
        )
        do {
            try await body(Stage(story: story, server: server, clock: clock))
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    var endpoint: String { server.baseURL }

    /// Goes on to the next act.
    func nextAct() async {
        await clock.advance(by: Story.act)
    }

    /// Waits until whatever there is to see has been seen, and what follows from it is kept.
    ///
    /// An execution is polled again only after the answer before was dealt with.
    func settle() async throws {
        for _ in 0..<2 {
            await clock.advance(by: .milliseconds(1))
            let now = seconds(clock.now)
            for id in story.ids {
                _ = try await server.firstRequest { $0.time >= now && $0.execution == id }
            }
        }
    }

    private func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
