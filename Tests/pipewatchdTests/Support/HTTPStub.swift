import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestSupport

/// An HTTP server that answers as the test says, and keeps what it was asked.
///
/// Its port is its own from the beginning; until it listens, connections are refused.
final class HTTPStub: Sendable {
    struct Request: Sendable {
        var path: String
        var headers: [String: String]
        var body: String
        /// What it was answered; `nil` for nothing.
        var status: Int?
    }

    enum Answer: Sendable {
        case status(Int)
        case text(Int, @Sendable (Request) -> String)
        /// Nothing, ever.
        case silence
    }

    struct CannotListen: Error {
        var code: CInt
    }

    /// What was asked, in the order of the answers.
    let requests = FactLog<Request>()
    let port: Int
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let answer: Mutex<Answer>
    private let observer: @Sendable () -> Void
    private let boundSocket: CInt

    /// Makes one that does not listen yet.
    ///
    /// - Parameters:
    ///   - answer: what each request gets.
    ///   - observer: called after each answer.
    /// - Throws: where there is no port.
    init(
        _ answer: Answer = .status(204),
        observer: @escaping @Sendable () -> Void = {}
    ) throws {
        self.answer = Mutex(answer)
        self.observer = observer
        boundSocket = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = boundSocket
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else { throw CannotListen(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Makes one that listens.
    static func listening(
        _ answer: Answer = .status(204),
        observer: @escaping @Sendable () -> Void = {}
    ) async throws -> HTTPStub {
        let stub = try HTTPStub(answer, observer: observer)
        try await stub.listen()
        return stub
    }

    func listen() async throws {
        _ = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Answering(stub: self))
                }
            }
            .withBoundSocket(boundSocket).get()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Answers like this from now on.
    func answer(_ answer: Answer) {
        self.answer.withLock { $0 = answer }
    }

    func stop() async throws {
        try await group.shutdownGracefully()
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let stub: HTTPStub
        private var head: HTTPRequestHead?
        private var body = ""

        init(stub: HTTPStub) {
            self.stub = stub
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = ""
            case .body(let piece): body += String(buffer: piece)
            case .end: answer(context: context)
            }
        }

        private func answer(context: ChannelHandlerContext) {
            guard let head else { return }
            let headers = head.headers.map { ($0.name.lowercased(), $0.value) }
            var request = Request(
                path: head.uri,
                headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }),
                body: body
            )
            switch stub.answer.withLock({ $0 }) {
            case .silence: break
            case .status(let status):
                request.status = status
                write(status, "", context: context)
            case .text(let status, let text):
                request.status = status
                write(status, text(request), context: context)
            }
            stub.requests.add(request)
            stub.observer()
        }

        private func write(_ status: Int, _ text: String, context: ChannelHandlerContext) {
            let headers: HTTPHeaders =
                status == 204 ? [:] : ["Content-Length": "\(text.utf8.count)"]
            let head = HTTPResponseHead(
                version: .http1_1,
                status: HTTPResponseStatus(statusCode: status),
                headers: headers
            )
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            if !text.isEmpty {
                let body = IOData.byteBuffer(ByteBuffer(string: text))
                context.write(wrapOutboundOut(.body(body)), promise: nil)
            }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
