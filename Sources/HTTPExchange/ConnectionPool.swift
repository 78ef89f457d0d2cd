import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The connections to one origin, and the requests that wait for one; lives on the event loop.
final class ConnectionPool {
    /// More than any server's headers come to.
    private static let longestHeaders = 64 * 1_024

    private let origin: RequestURL.Origin
    private let tls: NIOSSLContext?
    private let options: NIOTransport.Options
    private let loop: any EventLoop

    private var open: [ObjectIdentifier: HTTPConnection] = [:]
    /// Those that carry nothing, the one used last at the end.
    private var idle: [HTTPConnection] = []
    private var opening = 0
    private var waiting = CircularBuffer<Exchange>()
    private var sweep: Scheduled<Void>?

    init(
        origin: RequestURL.Origin,
        tls: NIOSSLContext?,
        options: NIOTransport.Options,
        loop: any EventLoop
    ) {
        self.origin = origin
        self.tls = tls
        self.options = options
        self.loop = loop
    }

    /// Sends a request over a free connection, or as soon as there is one.
    func take(_ exchange: Exchange) {
        // The one used last, so that those not needed grow old and go.
        if let connection = idle.popLast() {
            connection.carry(exchange)
        } else {
            waiting.append(exchange)
            openWhatIsMissing()
        }
    }

    /// A connection carries nothing any more.
    func free(_ connection: HTTPConnection) {
        connection.idleSince = .now()
        if let exchange = nextWaiting() {
            connection.carry(exchange)
        } else {
            idle.append(connection)
            sweepLater()
        }
    }

    /// A connection is gone.
    func lost(_ connection: HTTPConnection) {
        open[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
        openWhatIsMissing()
    }

    func close() {
        sweep?.cancel()
        for connection in Array(open.values) {
            connection.close()
        }
    }

    private func nextWaiting() -> Exchange? {
        while let exchange = waiting.popFirst() {
            if !exchange.isOver { return exchange }
        }
        return nil
    }

    private func openWhatIsMissing() {
        while opening < waiting.count, opening + open.count < options.connectionsPerOrigin {
            connect()
        }
    }

    private func connect() {
        opening += 1
        let bound = NIOLoopBound(self, eventLoop: loop)
        let tls = tls
        let serverName = origin.serverName
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(options.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: serverName)
                        )
                    }
                    var limits = NIOHTTPDecoderLimitConfiguration()
                    limits.maxHeaderListSize = Self.longestHeaders
                    try pipeline.addHTTPClientHandlers(
                        enableOutboundHeaderValidation: true,
                        decoderLimitConfiguration: limits
                    )
                    try pipeline.addHandler(HTTPConnection(pool: bound.value))
                }
            }
            .connect(host: origin.host, port: origin.port)
            .flatMapThrowing { channel in
                try channel.pipeline.syncOperations.handler(type: HTTPConnection.self)
            }
            .assumeIsolated()
            .whenComplete { [self] result in
                connected(result)
            }
    }

    private func connected(_ result: Result<HTTPConnection, any Error>) {
        opening -= 1
        switch result {
        case .success(let connection):
            open[ObjectIdentifier(connection)] = connection
            free(connection)
        case .failure(let error):
            nextWaiting()?.fail(HTTPFailure(error))
            openWhatIsMissing()
        }
    }

    /// One look for all idle connections, rather than a timer for each time one falls idle.
    private func sweepLater() {
        guard sweep == nil else { return }
        let time = TimeAmount(options.idleTimeout)
        sweep = loop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            guard let self else { return }
            sweep = nil
            let oldest = NIODeadline.now() - time
            for connection in idle.filter({ $0.idleSince <= oldest }) {
                connection.close()
            }
            if !idle.isEmpty { sweepLater() }
        }
    }
}

extension RequestURL.Origin {
    /// The name to ask for in the handshake; `nil` for an address.
    ///
    /// RFC 6066 section 3 does not allow an address there; the certificate must be for it then.
    fileprivate var serverName: String? {
        (try? SocketAddress(ipAddress: host, port: port)) == nil ? host : nil
    }
}
