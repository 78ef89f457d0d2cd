import ConfigFile
import Delivery
import PipelineModel

/// Runs one delivery loop for each sink, and changes them when the config does.
actor DeliveryService {
    private struct Running {
        var sink: Sink
        var loop: DeliveryLoop
        var task: Task<Void, Never>
    }

    /// What a try that is under way gets when its loop is to end: broken off, it may have
    /// succeeded and be made again.
    private static let forOneTry: Duration = .seconds(1)

    private let makeLoop: @Sendable (Sink) throws -> DeliveryLoop
    private let onEnded: @Sendable (String) -> Void
    private let onClosed: @Sendable () -> Void
    private var running: [String: Running] = [:]

    /// - Parameters:
    ///   - makeLoop: makes the loop of a sink.
    ///   - onEnded: hears the name of a sink that was taken away or changed.
    ///   - onClosed: called when the other end of a sink is gone for good.
    init(
        makeLoop: @escaping @Sendable (Sink) throws -> DeliveryLoop,
        onEnded: @escaping @Sendable (String) -> Void,
        onClosed: @escaping @Sendable () -> Void
    ) {
        self.makeLoop = makeLoop
        self.onEnded = onEnded
        self.onClosed = onClosed
    }

    /// Takes on another set of sinks; the loop of a sink that did not change goes on.
    ///
    /// All new loops are made before anything is stopped, so a failure leaves things as they were.
    func adopt(_ sinks: [Sink]) async throws {
        var fresh: [(Sink, DeliveryLoop)] = []
        for sink in sinks where running[sink.name]?.sink != sink {
            fresh.append((sink, try makeLoop(sink)))
        }
        let kept = Set(sinks.map(\.name)).subtracting(fresh.map(\.0.name))
        let old = running.filter { !kept.contains($0.key) }
        // Two loops of one sink at once would tell things twice.
        await Self.end(Array(old.values), within: Self.forOneTry)
        for name in old.keys {
            running[name] = nil
            onEnded(name)
        }
        for (sink, loop) in fresh {
            let onClosed = onClosed
            let task = Task {
                if await loop.run() == .closed { onClosed() }
            }
            running[sink.name] = Running(sink: sink, loop: loop, task: task)
        }
    }

    /// Says that sinks have something new to tell.
    func poke(_ sinks: Set<String>) {
        for name in sinks {
            running[name]?.loop.poke()
        }
    }

    /// Delivers what can be delivered at once, for so long at most, and ends all loops.
    func finish(within limit: Duration) async {
        let all = Array(running.values)
        running = [:]
        for one in all {
            one.loop.drain()
        }
        let deadline = Task {
            try await Task.sleep(for: limit)
            await Self.end(all, within: Self.forOneTry)
        }
        for one in all {
            await one.task.value
        }
        deadline.cancel()
    }

    /// Lets each loop end the try that is under way, for so long at most.
    private static func end(_ loops: [Running], within limit: Duration) async {
        for one in loops {
            one.loop.stop()
        }
        let deadline = Task {
            try await Task.sleep(for: limit)
            for one in loops { one.task.cancel() }
        }
        for one in loops {
            await one.task.value
        }
        deadline.cancel()
    }
}
