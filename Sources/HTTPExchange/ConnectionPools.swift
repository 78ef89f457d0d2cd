import NIOCore
import NIOPosix
import NIOSSL

/// The connections of a transport, by origin; lives on the event loop.
final class ConnectionPools {
    private let options: NIOTransport.Options
    private let loop: any EventLoop
    private var pools: [RequestURL.Origin: ConnectionPool] = [:]
    private var exchanges: [ObjectIdentifier: Exchange] = [:]
    private var isClosed = false

    private init(options: NIOTransport.Options, loop: any EventLoop) {
        self.options = options
        self.loop = loop
    }

    static func make(
        options: NIOTransport.Options,
        on loop: any EventLoop
    ) -> NIOLoopBoundBox<ConnectionPools> {
        // The one value made elsewhere; nothing touches it before the first task of the loop.
        NIOLoopBoundBox.makeBoxSendingValue(
            ConnectionPools(options: options, loop: loop),
            eventLoop: loop
        )
    }

    /// Sends a request as soon as a connection is free for it.
    func submit(
        _ order: ExchangeOrder,
        completion: @escaping (Result<HTTPReply, HTTPFailure>) -> Void
    ) {
        guard !isClosed, !order.isCancelled else { return completion(.failure(.cancelled)) }
        let id = ObjectIdentifier(order)
        let exchange = Exchange(order: order) { [weak self] result in
            self?.exchanges[id] = nil
            completion(result)
        }
        exchanges[id] = exchange
        exchange.startDeadline(on: loop)
        pool(for: order).take(exchange)
    }

    func cancel(_ order: ExchangeOrder) {
        exchanges[ObjectIdentifier(order)]?.fail(.cancelled)
    }

    func close() {
        isClosed = true
        for exchange in Array(exchanges.values) {
            exchange.fail(.cancelled)
        }
        for pool in pools.values {
            pool.close()
        }
        pools = [:]
    }

    private func pool(for order: ExchangeOrder) -> ConnectionPool {
        let origin = order.url.origin
        if let pool = pools[origin] { return pool }
        let pool = ConnectionPool(origin: origin, tls: order.tls, options: options, loop: loop)
        pools[origin] = pool
        return pool
    }
}
