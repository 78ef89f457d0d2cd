import Delivery
import PipelineModel
import StateStore
import Synchronization
import WatchLoop

/// Keeps transitions together with what is to be told of them, and wakes who tells it.
final class TransitionOutbox: TransitionRecording {
    /// Which transitions a sink is told.
    struct Route: Sendable {
        var sink: String
        var filter: SinkFilter
    }

    private let store: StateStore
    private let routes = Mutex<[Route]>([])
    private let onRecorded: @Sendable (Set<String>) -> Void

    /// - Parameters:
    ///   - store: the state file.
    ///   - onRecorded: hears the names of the sinks that have something new to tell.
    init(store: StateStore, onRecorded: @escaping @Sendable (Set<String>) -> Void) {
        self.store = store
        self.onRecorded = onRecorded
    }

    func adopt(_ routes: [Route]) {
        self.routes.withLock { $0 = routes }
    }

    func record(_ recordings: [Recording]) async throws(RecordingFailure) {
        let routes = self.routes.withLock { $0 }
        var batch: [(recording: Recording, event: OutgoingEvent)] = []
        var sinks: Set<String> = []
        for recording in recordings {
            let names = routes.filter { $0.filter.wants(recording.transition) }.map(\.sink)
            let event = try Self.event(recording.transition, for: names)
            batch.append((recording, event))
            sinks.formUnion(names)
        }
        do throws(StateFailure) {
            try await store.record(batch)
        } catch {
            throw RecordingFailure(reason: error.advice)
        }
        onRecorded(sinks)
    }

    private static func event(
        _ transition: Transition,
        for sinks: [String]
    ) throws(RecordingFailure) -> OutgoingEvent {
        let event = TransitionEvent(transition)
        do throws(TransitionEvent.CodingFailure) {
            return OutgoingEvent(id: event.id, body: try event.json(), sinks: sinks)
        } catch {
            throw RecordingFailure(reason: "the event of \(event.source) cannot be written")
        }
    }
}
