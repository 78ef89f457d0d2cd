import Glibc
import NIOCore

/// Keeps a port from other programs while nobody listens there.
///
/// A socket that is bound and does not listen: connections are refused, and the port is not given
/// away. Otherwise an outage could end with the port in somebody else's hands.
final class PortReservation: Sendable {
    private let descriptor: Int32

    /// Takes the port of an address, or any that is free where that is 0.
    ///
    /// - Throws: `IOError` where somebody has it.
    init(_ address: SocketAddress) throws {
        let family: Int32 =
            switch address.protocol {
            case .inet6: AF_INET6
            default: AF_INET
            }
        descriptor = socket(family, SOCK_STREAM.number | SOCK_CLOEXEC.number, 0)
        // Connections of an earlier run that linger on the port are no reason to refuse it.
        set(SO_REUSEADDR, 1)
        guard address.withSockAddr({ bind(descriptor, $0, socklen_t($1)) }) == 0 else {
            // The descriptor is closed by `deinit`, which runs for an object that is complete.
            throw IOError(errnoCode: errno, reason: "bind")
        }
        // From here on the port is shared with the listening sockets, which ask for it in the same
        // way (socket(7), SO_REUSEPORT), and with nobody else.
        set(SO_REUSEADDR, 0)
        set(SO_REUSEPORT, 1)
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// The port that was taken.
    var port: Int {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
            // Both families keep the port at the same place, in network order.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
    }

    private func set(_ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(
            descriptor,
            SOL_SOCKET,
            option,
            &value,
            socklen_t(MemoryLayout<Int32>.size)
        )
    }
}

extension __socket_type {
    fileprivate var number: Int32 {
        Int32(rawValue)
    }
}
