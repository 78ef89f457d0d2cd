import Glibc

/// The address of a datagram socket of the Unix family: a path, or a name in the abstract space.
struct UnixDatagramAddress: Sendable, Equatable {
    /// What goes into `sun_path`: a path and the NUL after it, or a NUL and a name.
    private let path: [UInt8]

    /// Reads an address as systemd writes it: an absolute path, or `@` and an abstract name.
    ///
    /// `nil` for anything else, which includes the `vsock:` addresses of later versions, and for
    /// what is too long for a socket address (unix(7)).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count > 1, !bytes.contains(0) else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "/"): path = bytes + [0]
        case UInt8(ascii: "@"): path = [0] + bytes.dropFirst()
        default: return nil
        }
        guard path.count <= MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
    }

    /// Sends one datagram, which arrives whole or not at all.
    ///
    /// - Parameters:
    ///   - datagram: its bytes.
    ///   - patience: how long it may wait for room in the receiver's queue.
    /// - Throws: `SystemCallFailure`; with `EAGAIN` where the receiver's queue stayed full.
    func send(_ datagram: [UInt8], patience: Duration) throws(SystemCallFailure) {
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw SystemCallFailure(call: "socket") }
        defer { close(descriptor) }

        let (seconds, attoseconds) = patience.components
        // Zero would mean that there is no limit.
        var limit = timeval(
            tv_sec: Int(seconds),
            tv_usec: max(1, Int(attoseconds / 1_000_000_000_000))
        )
        let limitSize = socklen_t(MemoryLayout<timeval>.size)
        guard setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, limitSize) == 0 else {
            throw SystemCallFailure(call: "setsockopt")
        }
        while sendto(datagram, from: descriptor) < 0 {
            guard errno == EINTR else { throw SystemCallFailure(call: "sendto") }
        }
    }

    private func sendto(_ datagram: [UInt8], from descriptor: CInt) -> Int {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        // An abstract name ends where the address says, so the length must be exact.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let flags = Int32(MSG_NOSIGNAL)
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.sendto(descriptor, datagram, datagram.count, flags, $0, length)
            }
        }
    }
}
