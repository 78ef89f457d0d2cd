import NIOCore
import NIOHTTP1

/// One connection: carries one exchange at a time, and says when it is free again.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// When it was last given back, for the pool to find those that nobody uses.
    var idleSince = NIODeadline.now()

    private weak var pool: ConnectionPool?
    private var context: ChannelHandlerContext?
    private var exchange: Exchange?
    private var keepsAlive = true
    private var isClosing = false

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Sends a request.
    func carry(_ exchange: Exchange) {
        guard let context else { return exchange.fail(.connectionClosed("closed")) }
        self.exchange = exchange
        exchange.connection = self
        let request = exchange.order.request
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headers.count + 2)
        headers.add(name: "Host", value: exchange.order.url.hostHeader)
        for header in request.headers {
            headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty || request.method == "POST" || request.method == "PUT" {
            headers.add(name: "Content-Length", value: String(request.body.count))
        }
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: exchange.order.url.target,
            headers: headers
        )
        // A write that fails ends the connection, which is told by itself.
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !request.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: request.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func close() {
        guard !isClosing else { return }
        isClosing = true
        pool?.lost(self)
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let exchange else { return close() }
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepsAlive = head.isKeepAlive
            exchange.receive(head)
        case .body(let part):
            exchange.receive(part)
        case .end:
            self.exchange = nil
            exchange.connection = nil
            if keepsAlive, !isClosing {
                pool?.free(self)
            } else {
                close()
            }
            exchange.finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        lost(.connectionClosed("closed by the server"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        lost(HTTPFailure(error))
    }

    private func lost(_ failure: HTTPFailure) {
        let carried = exchange.take()
        close()
        carried?.fail(failure)
    }
}
