import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The transport over SwiftNIO: HTTP/1.1 with connections kept alive, on one thread.
///
/// Written for the daemon's own traffic, many small requests to few origins: a request crosses to
/// the event loop and back once, and a connection is reused without further ado. AsyncHTTPClient
/// does more and costs more than twice the CPU for each such request (docs/performance.md).
///
/// TLS is 1.2 or newer with the system's trust store; certificate and name are always checked.
package final class NIOTransport: HTTPTransport {
    /// The settings of a transport.
    package struct Options: Sendable {
        /// How many connections to one origin may be open at once; further requests wait.
        package var connectionsPerOrigin: Int
        /// The time allowed for a TCP connection to be made.
        package var connectTimeout: Duration
        /// How long an unused connection is kept, at least.
        ///
        /// Shorter than servers do, so that a request seldom meets one that is being closed.
        package var idleTimeout: Duration

        package init(
            connectionsPerOrigin: Int = 50,
            connectTimeout: Duration = .seconds(5),
            idleTimeout: Duration = .seconds(15)
        ) {
            self.connectionsPerOrigin = connectionsPerOrigin
            self.connectTimeout = connectTimeout
            self.idleTimeout = idleTimeout
        }
    }

    /// Requests go to few URLs, again and again.
    private static let mostKnownURLs = 64

    private let group: MultiThreadedEventLoopGroup
    private let loop: any EventLoop
    private let pools: NIOLoopBoundBox<ConnectionPools>
    private let known = Mutex<[String: RequestURL]>([:])
    private let tls = Mutex<NIOSSLContext?>(nil)
    /// Whether `shutdown()` has begun: a loop that has ended takes no task, and says nothing.
    private let isShutDown = Mutex(false)

    package init(options: Options = Options()) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        pools = ConnectionPools.make(options: options, on: loop)
    }

    /// Closes all connections; requests on the way fail.
    package func shutdown() async {
        isShutDown.withLock { $0 = true }
        // What remains open after an error is closed by the process's end.
        try? await loop.submit { [pools] in pools.value.close() }.get()
        try? await group.shutdownGracefully()
    }

    package func exchange(
        _ request: HTTPRequest,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws(HTTPFailure) -> HTTPReply {
        guard let url = parse(request.url) else { throw .invalidURL }
        let order = ExchangeOrder(
            request: request,
            url: url,
            tls: url.origin.isTLS ? try tlsContext() : nil,
            deadline: .now() + TimeAmount(timeout),
            maximumReplyBytes: maximumReplyBytes
        )
        let result: Result<HTTPReply, HTTPFailure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isTaken = onLoop { [pools] in
                    pools.value.submit(order) { continuation.resume(returning: $0) }
                }
                if !isTaken { continuation.resume(returning: .failure(.cancelled)) }
            }
        } onCancel: {
            // The flag first: the order may not have been submitted yet.
            order.cancel()
            _ = onLoop { [pools] in pools.value.cancel(order) }
        }
        return try result.get()
    }

    /// Runs something on the event loop; `false` where there is none any more.
    private func onLoop(_ body: @escaping @Sendable () -> Void) -> Bool {
        isShutDown.withLock { isShutDown in
            guard !isShutDown else { return false }
            loop.execute(body)
            return true
        }
    }

    private func parse(_ text: String) -> RequestURL? {
        known.withLock { known in
            if let url = known[text] { return url }
            guard let url = RequestURL(text) else { return nil }
            if known.count >= Self.mostKnownURLs { known.removeAll() }
            known[text] = url
            return url
        }
    }

    /// The one context: reading the trust store takes time and memory, so it waits for a need.
    private func tlsContext() throws(HTTPFailure) -> NIOSSLContext {
        let made = tls.withLock { context -> Result<NIOSSLContext, HTTPFailure> in
            if let context { return .success(context) }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            do {
                let made = try NIOSSLContext(configuration: configuration)
                context = made
                return .success(made)
            } catch {
                return .failure(.tls("the trust store cannot be used: \(error)"))
            }
        }
        return try made.get()
    }
}

/// A request on its way to the event loop.
final class ExchangeOrder: Sendable {
    let request: HTTPRequest
    let url: RequestURL
    /// `nil` for a connection without TLS.
    let tls: NIOSSLContext?
    let deadline: NIODeadline
    let maximumReplyBytes: Int
    private let cancelled = Atomic(false)

    init(
        request: HTTPRequest,
        url: RequestURL,
        tls: NIOSSLContext?,
        deadline: NIODeadline,
        maximumReplyBytes: Int
    ) {
        self.request = request
        self.url = url
        self.tls = tls
        self.deadline = deadline
        self.maximumReplyBytes = maximumReplyBytes
    }

    var isCancelled: Bool {
        cancelled.load(ordering: .acquiring)
    }

    func cancel() {
        cancelled.store(true, ordering: .releasing)
    }
}
