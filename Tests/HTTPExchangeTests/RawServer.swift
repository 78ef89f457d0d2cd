import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that answers each request with bytes of the test's choice, on a port of its own.
final class RawServer: Sendable {
    enum Answer: Sendable {
        /// Sent as they are.
        case bytes(String)
        /// Sent, and the connection closed.
        case bytesThenClose(String)
        /// The connection is reset.
        case reset
        /// Nothing, ever.
        case silence
    }

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let seen: Requests

    /// What came, as text, and over how many connections.
    final class Requests: Sendable {
        private let texts = Mutex<[String]>([])
        private let opened = Mutex(0)
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        func addConnection() { opened.withLock { $0 += 1 } }
        var all: [String] { texts.withLock { $0 } }
        var connections: Int { opened.withLock { $0 } }
    }

    init(tls: Bool = false, _ answer: Answer) async throws {
        let seen = Requests()
        self.seen = seen
        let context =
            tls
            ? try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMBytes(
                        Array(SelfSigned.certificate.utf8)
                    ).map { .certificate($0) },
                    privateKey: .privateKey(
                        try NIOSSLPrivateKey(bytes: Array(SelfSigned.key.utf8), format: .pem)
                    )
                )
            ) : nil
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLServerHandler(context: context)
                        )
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        Answering(answer: answer, seen: seen)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var url: String { "http://127.0.0.1:\(port)/path?query" }
    var requests: [String] { seen.all }
    var connections: Int { seen.connections }

    func stop() async throws {
        try await group.shutdownGracefully()
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: Answer
        private let seen: Requests
        private var text = ""

        init(answer: Answer, seen: Requests) {
            self.answer = answer
            self.seen = seen
        }

        func channelActive(context: ChannelHandlerContext) {
            seen.addConnection()
            context.fireChannelActive()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            guard text.contains("\r\n\r\n") else { return }
            seen.add(text)
            text = ""
            switch answer {
            case .bytes(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: bytes)), promise: nil)
            case .bytesThenClose(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: bytes)), promise: nil)
                context.close(promise: nil)
            case .reset:
                guard let options = context.channel as? any SocketOptionProvider else { return }
                let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
                options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
                    bound.value.close(promise: nil)
                }
            case .silence: break
            }
        }
    }
}
