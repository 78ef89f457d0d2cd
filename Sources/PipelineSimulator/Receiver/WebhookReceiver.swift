package import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A webhook endpoint that takes CloudEvents and tells each one: the other end of the daemon's
/// `webhook` sink, to try it out and to test it with.
package final class WebhookReceiver: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let listener: Listener
    private let host: String

    private init(group: MultiThreadedEventLoopGroup, listener: Listener, host: String) {
        self.group = group
        self.listener = listener
        self.host = host
    }

    /// Starts to take deliveries, at any path.
    ///
    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free.
    ///   - signature: what signatures are checked with; `nil` to take any.
    ///   - failures: how many POSTs are first answered with 503.
    ///   - wallClock: what the age of a signature goes by.
    ///   - report: told each delivery, on an event loop.
    /// - Returns: the receiver, listening.
    /// - Throws: `SimulatorFailure` where the address cannot be listened at.
    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        signature: WebhookSignature? = nil,
        failures: Int = 0,
        wallClock: @escaping @Sendable () -> Date = { Date() },
        report: @escaping @Sendable (WebhookDelivery) -> Void
    ) async throws(SimulatorFailure) -> WebhookReceiver {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let ledger = DeliveryLedger(signature: signature, failures: failures, wallClock: wallClock)
        let listener = Listener(group: group, host: host, port: port) { channel in
            try channel.pipeline.syncOperations.addHandler(
                WebhookConnection(ledger: ledger, report: report)
            )
        }
        do {
            try await listener.open().get()
        } catch {
            try? await group.shutdownGracefully()
            throw SimulatorFailure(address: "\(host):\(port)", reason: "\(error)")
        }
        return WebhookReceiver(group: group, listener: listener, host: host)
    }

    /// Where it is reached, such as `http://127.0.0.1:8080`.
    package var baseURL: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "http://\(name):\(listener.port)"
    }

    /// Closes every connection and the listener, and returns when they are gone.
    package func stop() async {
        // Nothing is left to be done about a socket that does not close.
        try? await listener.close().get()
        try? await group.shutdownGracefully()
    }
}

/// Decides what each POST gets, and remembers what was taken.
private final class DeliveryLedger: Sendable {
    private struct State {
        var received = 0
        var taken: Set<String> = []
    }

    private let signature: WebhookSignature?
    private let failures: Int
    private let wallClock: @Sendable () -> Date
    private let state = Mutex(State())

    init(
        signature: WebhookSignature?,
        failures: Int,
        wallClock: @escaping @Sendable () -> Date
    ) {
        self.signature = signature
        self.failures = failures
        self.wallClock = wallClock
    }

    func enter(_ request: WholeRequest) -> WebhookDelivery {
        let headers = request.head.headers
        let body = Array(request.body.readableBytesView)
        let id = headers.first(name: "webhook-id")
        let finding =
            signature?.check(
                id: id,
                timestamp: headers.first(name: "webhook-timestamp"),
                signatures: headers.first(name: "webhook-signature"),
                body: body,
                now: wallClock()
            ) ?? .unchecked
        let event = WebhookDelivery.Event(body: body)
        return state.withLock { state in
            state.received += 1
            let answer =
                if state.received <= failures {
                    503
                } else if request.head.method != .POST {
                    405
                } else if event == nil {
                    400
                } else if finding == .verified || finding == .unchecked {
                    204
                } else {
                    401
                }
            let isRepeat = id.map(state.taken.contains) ?? false
            if answer == 204, let id { state.taken.insert(id) }
            return WebhookDelivery(
                number: state.received,
                id: id,
                isRepeat: isRepeat,
                signature: finding.rawValue,
                answer: answer,
                event: event
            )
        }
    }
}

private final class WebhookConnection: ChannelInboundHandler {
    typealias InboundIn = WholeRequest
    typealias OutboundOut = ByteBuffer

    private let ledger: DeliveryLedger
    private let report: @Sendable (WebhookDelivery) -> Void

    init(ledger: DeliveryLedger, report: @escaping @Sendable (WebhookDelivery) -> Void) {
        self.ledger = ledger
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let request = unwrapInboundIn(data)
        let delivery = ledger.enter(request)
        report(delivery)
        let status = HTTPResponseStatus(statusCode: delivery.answer)
        let isLast = !request.head.isKeepAlive
        // RFC 9110 section 8.6: a 204 carries no Content-Length.
        let length = delivery.answer == 204 ? "" : "Content-Length: 0\r\n"
        let reply = context.channel.allocator.buffer(
            string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n\(length)"
                + "\(isLast ? "Connection: close\r\n" : "")\r\n"
        )
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        if isLast { context.close(promise: nil) }
    }
}
