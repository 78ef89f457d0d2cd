import Glibc
import NIOCore
import NIOHTTP1

/// Answers the requests of one connection in their order, with whatever goes wrong on the wire.
final class SimulatorConnection: ChannelInboundHandler {
    typealias InboundIn = WholeRequest
    typealias OutboundOut = ByteBuffer

    private let endpoint: ServiceEndpoint
    private var checker: SignatureChecker
    private var replyHead: ReplyHead
    /// Requests that came while an answer was still on its way.
    private var waiting: [WholeRequest] = []
    private var isBusy = false

    init(endpoint: ServiceEndpoint) {
        self.endpoint = endpoint
        checker = SignatureChecker(endpoint.scenario)
        replyHead = ReplyHead(requestIDSeed: .random(in: .min ... .max))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let request = unwrapInboundIn(data)
        if isBusy {
            waiting.append(request)
        } else {
            answer(request, context: context)
        }
    }

    private func answer(_ request: WholeRequest, context: ChannelHandlerContext) {
        let requestID = replyHead.newRequestID()
        let answer = endpoint.answer(request, requestID: requestID, checkingWith: &checker)
        let isLast = !request.head.isKeepAlive
        switch answer.manner {
        case .whole:
            let reply = render(answer, requestID: requestID, isLast: isLast, context: context)
            send(reply.bytes, context: context, isLast: isLast)
        case .slow(let interval, let bytes):
            isBusy = true
            let reply = render(answer, requestID: requestID, isLast: isLast, context: context)
            let drip = Drip(rest: reply.bytes, interval: interval, bytes: bytes, isLast: isLast)
            send(drip, at: endpoint.clock.now, context: context)
        case .truncated:
            isBusy = true
            var reply = render(answer, requestID: requestID, isLast: isLast, context: context)
            let cut = reply.bytes.readableBytes - reply.bodyLength / 2
            let sent = reply.bytes.readSlice(length: cut) ?? reply.bytes
            send(sent, context: context, isLast: true)
        case .reset:
            isBusy = true
            reset(context: context)
        case .hang:
            isBusy = true
        }
    }

    private func render(
        _ answer: Answer,
        requestID: String,
        isLast: Bool,
        context: ChannelHandlerContext
    ) -> (bytes: ByteBuffer, bodyLength: Int) {
        var body = context.channel.allocator.buffer(capacity: 1_024)
        answer.content.writeBody(to: &body)
        let bodyLength = body.readableBytes
        var bytes = context.channel.allocator.buffer(capacity: 256 + bodyLength)
        replyHead.write(
            status: answer.httpStatus ?? 200,
            contentType: answer.content.contentType,
            length: bodyLength,
            requestID: requestID,
            retryAfter: answer.retryAfter,
            isLast: isLast,
            now: endpoint.wallClock(),
            to: &bytes
        )
        bytes.writeBuffer(&body)
        return (bytes, bodyLength)
    }

    private func send(_ bytes: ByteBuffer, context: ChannelHandlerContext, isLast: Bool) {
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        if isLast { context.close(promise: nil) }
    }

    /// What is left to send of a slow answer.
    private struct Drip: Sendable {
        var rest: ByteBuffer
        let interval: Duration
        let bytes: Int
        let isLast: Bool
    }

    /// Sends a piece, and the next one after the interval.
    private func send(_ drip: Drip, at time: Duration, context: ChannelHandlerContext) {
        var drip = drip
        let length = min(drip.bytes, drip.rest.readableBytes)
        let piece = drip.rest.readSlice(length: length) ?? ByteBuffer()
        guard drip.rest.readableBytes > 0 else {
            send(piece, context: context, isLast: drip.isLast)
            return answerWaiting(context: context)
        }
        // Whoever moves the clock at the sight of this piece must find the next one due.
        sendLater(drip, at: time + drip.interval, context: context)
        send(piece, context: context, isLast: false)
    }

    private func sendLater(_ drip: Drip, at time: Duration, context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
        endpoint.clock.at(time, on: loop) {
            let (handler, context) = bound.value
            if context.channel.isActive {
                handler.send(drip, at: time, context: context)
            }
            return loop.makeSucceededVoidFuture()
        }
    }

    private func answerWaiting(context: ChannelHandlerContext) {
        isBusy = false
        while !isBusy, !waiting.isEmpty {
            answer(waiting.removeFirst(), context: context)
        }
    }

    /// Ends the connection with RST: a socket that does not linger drops what it has and says so.
    private func reset(context: ChannelHandlerContext) {
        guard let options = context.channel as? any SocketOptionProvider else {
            return context.close(promise: nil)
        }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }
}
