import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Listens for connections on one address, which it can leave and come back to.
final class Listener: Sendable {
    private let group: any EventLoopGroup
    private let host: String
    private let addHandlers: @Sendable (any Channel) throws -> Void
    private let state: Mutex<State>
    /// The last change, after which the next one begins.
    ///
    /// Apart from the state, which a change that is carried out at once asks for.
    private let lastChange: Mutex<EventLoopFuture<Void>>

    private struct State {
        var port: Int
        var reservation: PortReservation?
        /// Whether connections are let in: from before the address is bound.
        var isOpen = false
        var channel: (any Channel)?
        var connections: [ObjectIdentifier: any Channel] = [:]
    }

    /// Makes a listener that does not listen yet.
    ///
    /// - Parameters:
    ///   - group: the event loops.
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free, which it then keeps.
    ///   - addHandlers: makes a new connection's handlers, for `WholeRequest`s.
    init(
        group: any EventLoopGroup,
        host: String,
        port: Int,
        addHandlers: @escaping @Sendable (any Channel) throws -> Void
    ) {
        self.group = group
        self.host = host
        self.addHandlers = addHandlers
        state = Mutex(State(port: port))
        lastChange = Mutex(group.next().makeSucceededVoidFuture())
    }

    /// The port listened at, once it has been open.
    var port: Int {
        state.withLock { $0.port }
    }

    /// Listens, unless it does.
    func open() -> EventLoopFuture<Void> {
        change {
            let isOpen = self.state.withLock { state in
                defer { state.isOpen = true }
                return state.isOpen
            }
            return isOpen ? self.group.next().makeSucceededVoidFuture() : self.bind()
        }
    }

    /// Stops to listen, and closes the connections.
    func close() -> EventLoopFuture<Void> {
        change {
            let (channel, connections) = self.state.withLock { state in
                defer {
                    state.isOpen = false
                    state.channel = nil
                }
                return (state.channel, Array(state.connections.values))
            }
            let closing = connections.map { $0.close() } + [channel].compactMap { $0?.close() }
            // A connection that was closed in the meantime is as good.
            return EventLoopFuture.andAllComplete(closing, on: self.group.next())
        }
    }

    private func change(
        _ next: @escaping @Sendable () -> EventLoopFuture<Void>
    ) -> EventLoopFuture<Void> {
        lastChange.withLock { change in
            // A change that failed does not hold up the next.
            change = change.flatMapError { _ in self.group.next().makeSucceededVoidFuture() }
                .flatMap(next)
            return change
        }
    }

    private func bind() -> EventLoopFuture<Void> {
        do {
            try reserve()
        } catch {
            state.withLock { $0.isOpen = false }
            return group.next().makeFailedFuture(error)
        }
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(
                ChannelOptions.Types.SocketOption(
                    level: .socket,
                    name: .init(rawValue: SO_REUSEPORT)
                ),
                value: 1
            )
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
                    )
                    try channel.pipeline.syncOperations.addHandler(RequestCollector())
                    try self.addHandlers(channel)
                    self.keep(channel)
                }
            }
            .bind(host: host, port: port)
            .map { channel in
                self.state.withLock { $0.channel = channel }
            }
            .flatMapErrorThrowing { error in
                self.state.withLock { $0.isOpen = false }
                throw error
            }
    }

    /// Takes the port, for as long as the listener is there.
    private func reserve() throws {
        try state.withLock { state in
            guard state.reservation == nil else { return }
            let reservation = try PortReservation(
                SocketAddress.makeAddressResolvingHost(host, port: state.port)
            )
            state.port = reservation.port
            state.reservation = reservation
        }
    }

    /// Keeps a new connection, so that it can be closed; one that is let in while the listener
    /// goes away is closed at once.
    private func keep(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isLate = state.withLock { state in
            state.connections[id] = channel
            return !state.isOpen
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.connections.removeValue(forKey: id) }
        }
        if isLate { channel.close(promise: nil) }
    }
}
