import NIOCore
import NIOHTTP1

/// One request until it has its one result; lives on the event loop.
final class Exchange {
    let order: ExchangeOrder
    /// The connection that carries it, once one does.
    weak var connection: HTTPConnection?

    private var completion: ((Result<HTTPReply, HTTPFailure>) -> Void)?
    private var deadlineTask: Scheduled<Void>?
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []

    init(order: ExchangeOrder, completion: @escaping (Result<HTTPReply, HTTPFailure>) -> Void) {
        self.order = order
        self.completion = completion
    }

    var isOver: Bool {
        completion == nil
    }

    func startDeadline(on loop: any EventLoop) {
        deadlineTask = loop.assumeIsolated().scheduleTask(deadline: order.deadline) { [weak self] in
            self?.fail(.timedOut)
        }
    }

    /// Takes the head of the reply; fails where it announces more than is allowed.
    func receive(_ head: HTTPResponseHead) {
        self.head = head
        let announced = head.headers.first(name: "content-length").flatMap { Int($0) }
        if let announced, announced > order.maximumReplyBytes {
            fail(.replyTooLong)
        } else if let announced {
            body.reserveCapacity(announced)
        }
    }

    func receive(_ part: ByteBuffer) {
        guard !isOver else { return }
        guard body.count + part.readableBytes <= order.maximumReplyBytes else {
            return fail(.replyTooLong)
        }
        part.withUnsafeReadableBytes { body.append(contentsOf: $0) }
    }

    /// The reply is whole.
    func finish() {
        guard let head else { return fail(.notHTTP("a reply without a head")) }
        complete(
            .success(
                HTTPReply(
                    status: Int(head.status.code),
                    headers: head.headers.map { HTTPHeader($0.name, $0.value) },
                    body: body
                )
            )
        )
    }

    /// There will be no whole reply.
    ///
    /// A connection that carries the request is of no more use.
    func fail(_ failure: HTTPFailure) {
        guard !isOver else { return }
        complete(.failure(failure))
        connection?.close()
    }

    private func complete(_ result: Result<HTTPReply, HTTPFailure>) {
        guard let completion = completion.take() else { return }
        deadlineTask?.cancel()
        deadlineTask = nil
        completion(result)
    }
}
