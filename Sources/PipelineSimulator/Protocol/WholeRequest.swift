import NIOCore
import NIOHTTP1

/// A request with its whole body, as it came.
struct WholeRequest {
    var head: HTTPRequestHead
    var body: ByteBuffer
}

/// Puts the parts of each request together.
///
/// A body that is longer than any request here needs to be ends the connection.
final class RequestCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = WholeRequest

    private static let longestBody = 1 << 20

    private var request: WholeRequest?
    private let noBody = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = WholeRequest(head: head, body: noBody)
        case .body(var piece):
            guard let collected = request?.body.readableBytes else { return }
            if collected == 0 {
                request?.body = piece
            } else if collected + piece.readableBytes <= Self.longestBody {
                request?.body.writeBuffer(&piece)
            } else {
                request = nil
                context.close(promise: nil)
            }
        case .end:
            guard let whole = request else { return }
            request = nil
            context.fireChannelRead(wrapInboundOut(whole))
        }
    }

    /// What is not HTTP gets no answer: there is nobody who would read it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
