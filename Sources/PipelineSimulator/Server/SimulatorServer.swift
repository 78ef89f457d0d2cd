package import FoundationEssentials
import NIOCore
import NIOPosix

/// A local CodePipeline endpoint that plays a scenario.
///
/// It speaks the protocol of GetPipelineExecution as AWS does, signatures and all, over plain HTTP
/// on one address. It knows no other operation, no TLS and no second account, and no part of it
/// belongs into the daemon.
package final class SimulatorServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let listener: Listener
    private let endpoint: ServiceEndpoint
    private let record: RequestRecord
    private let host: String

    private init(
        group: MultiThreadedEventLoopGroup,
        listener: Listener,
        endpoint: ServiceEndpoint,
        record: RequestRecord,
        host: String
    ) {
        self.group = group
        self.listener = listener
        self.endpoint = endpoint
        self.record = record
        self.host = host
    }

    /// Starts to play a scenario.
    ///
    /// - Parameters:
    ///   - scenario: what to play.
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free.
    ///   - clock: what the scenario, its outages and its slow answers go by.
    ///   - wallClock: what the age of a signature, and `Date`, go by.
    ///   - loops: how many event loops answer.
    ///   - keepsRequests: whether `requests` and `firstRequest(where:)` have something to tell;
    ///     they grow with every request.
    ///   - observer: told each request as it is answered, on an event loop.
    /// - Returns: the server, listening unless the scenario begins with an outage.
    /// - Throws: `SimulatorFailure` where the address cannot be listened at.
    package static func start(
        scenario: Scenario,
        host: String = "127.0.0.1",
        port: Int = 0,
        clock: SimulatorClock = .system,
        wallClock: @escaping @Sendable () -> Date = { Date() },
        loops: Int = 1,
        keepsRequests: Bool = true,
        observer: (@Sendable (RecordedRequest) -> Void)? = nil
    ) async throws(SimulatorFailure) -> SimulatorServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
        let running = RunningClock(clock)
        let record = RequestRecord(isKept: keepsRequests, observer: observer)
        let outages = OutageSwitch(clock: running, loop: group.next())
        let endpoint = ServiceEndpoint(
            scenario,
            clock: running,
            wallClock: wallClock,
            record: record,
            onStart: { outages.schedule(from: $0) }
        )
        let listener = Listener(group: group, host: host, port: port) { channel in
            try channel.pipeline.syncOperations.addHandler(SimulatorConnection(endpoint: endpoint))
        }
        do {
            try await listener.open().get()
            outages.connect(listener, endpoint)
            if scenario.clock == .start { endpoint.start() }
            if endpoint.isClosed { try await listener.close().get() }
        } catch {
            try? await group.shutdownGracefully()
            throw SimulatorFailure(address: "\(host):\(port)", reason: "\(error)")
        }
        return SimulatorServer(
            group: group,
            listener: listener,
            endpoint: endpoint,
            record: record,
            host: host
        )
    }

    /// The port listened at.
    package var port: Int {
        listener.port
    }

    /// Where it is reached, such as `http://127.0.0.1:4566`.
    package var baseURL: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "http://\(name):\(port)"
    }

    /// What was asked so far, in the order of the answers.
    package var requests: [RecordedRequest] {
        record.kept
    }

    /// The first request that is meant, whether it has come already or is still to come.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    package func firstRequest(
        where isMeant: @escaping @Sendable (RecordedRequest) -> Bool
    ) async throws -> RecordedRequest {
        try await record.first(where: isMeant)
    }

    /// Returns once every timeline is over and every execution's last status has been told, or the
    /// task is cancelled.
    package func end() async {
        await endpoint.end()
    }

    /// Closes every connection and the listener, and returns when they are gone.
    package func stop() async {
        // Nothing is left to be done about a socket that does not close.
        try? await listener.close().get()
        try? await group.shutdownGracefully()
    }
}

/// Why nothing could be listened at.
package struct SimulatorFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var address: String
    package var reason: String

    package var description: String { "cannot listen at \(address): \(reason)" }
}
