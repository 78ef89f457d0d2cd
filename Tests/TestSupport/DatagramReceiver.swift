import Foundation

/// A real datagram socket that stands in for the service manager's.
package final class DatagramReceiver: Sendable {
    /// The address as it would stand in `$NOTIFY_SOCKET`.
    package let address: String
    private let descriptor: CInt
    private let path: String?

    package enum Kind: Sendable, CaseIterable {
        case path
        case abstract
    }

    package init(_ kind: Kind) throws {
        let name = "pipewatchd-test-\(UInt64.random(in: .min ... .max))"
        let file = kind == .path ? FileManager.default.temporaryDirectory.path + "/" + name : nil
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        path = file
        address = file ?? "@" + name

        var socketAddress = sockaddr_un()
        socketAddress.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array((file ?? "\0" + name).utf8)
        withUnsafeMutableBytes(of: &socketAddress.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let result = withUnsafePointer(to: socketAddress) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard descriptor >= 0, result == 0 else { throw CannotListen(code: errno) }
    }

    package struct CannotListen: Error {
        package var code: CInt
    }

    deinit {
        // A thread that waits for a datagram is let go.
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        if let path {
            unlink(path)
        }
    }

    /// The datagrams that have come in.
    ///
    /// A send that has returned is in the queue, so none is missed.
    package func received() -> [String] {
        var datagrams: [String] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { return datagrams }
            datagrams.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    /// Receives each datagram as it comes, on a thread of its own; not to be mixed with
    /// `received()`.
    package func listen() -> FactLog<String> {
        let datagrams = FactLog<String>()
        // The thread has a descriptor of its own, so that it never reads from another's.
        let descriptor = dup(descriptor)
        Thread.detachNewThread {
            defer {
                close(descriptor)
                datagrams.finish()
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                datagrams.add(String(decoding: buffer[..<count], as: UTF8.self))
            }
        }
        return datagrams
    }
}
