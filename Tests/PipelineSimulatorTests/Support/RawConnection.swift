import Glibc

/// A TCP connection without any HTTP in it, so that a test sees what is on the wire.
final class RawConnection {
    struct Failure: Error, Equatable {
        var code: Int32
    }

    struct Reply: Equatable {
        var status: Int
        var headers: [String: String]
        var body: String
    }

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// Connects to a port of 127.0.0.1.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        // A backstop, as nothing else ends a read that waits for what never comes.
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &patience,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // The descriptor is closed by `deinit`, which runs for an object that is complete.
        guard result == 0 else { throw Failure(code: errno) }
    }

    /// Connects until that fails, and answers with why.
    ///
    /// A child that another test has forked holds a copy of a listening socket until it runs exec.
    static func untilRefused(port: Int) -> Failure? {
        while true {
            do {
                _ = try RawConnection(port: port)
            } catch {
                return error as? Failure
            }
        }
    }

    deinit {
        Glibc.close(descriptor)
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(code: errno) }
            sent += count
        }
    }

    /// Waits for more, and tells whether there was any: false at the end of the connection.
    private func readMore(flags: Int32 = 0) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, flags)
        guard count >= 0 else { throw Failure(code: errno) }
        unread += buffer[..<count]
        return count > 0
    }

    /// Waits for the next reply; throws at an end of the connection before its end.
    func readReply() throws -> Reply {
        let end = Array("\r\n\r\n".utf8)
        var split = unread.firstRange(of: end)
        while split == nil {
            guard try readMore() else { throw Failure(code: 0) }
            split = unread.firstRange(of: end)
        }
        guard let split else { throw Failure(code: 0) }
        let lines = String(decoding: unread[..<split.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let name = line.prefix { $0 != ":" }
            headers[name.lowercased()] = String(line.dropFirst(name.count + 2))
        }
        unread.removeFirst(split.upperBound)
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while unread.count < length {
            guard try readMore() else { throw Failure(code: 0) }
        }
        let body = String(decoding: unread[..<length], as: UTF8.self)
        unread.removeFirst(length)
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Reply(status: status ?? 0, headers: headers, body: body)
    }

    /// Waits for the end of the connection, and gives all that came before it.
    func readToEnd() throws -> String {
        while try readMore() {}
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    /// Waits for something, and gives what has come.
    func readSome() throws -> String {
        if unread.isEmpty, try !readMore() { throw Failure(code: 0) }
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    /// What has come so far, without waiting; throws `EAGAIN` where there is nothing.
    func readNow() throws -> String {
        _ = try readMore(flags: Int32(MSG_DONTWAIT))
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }
}
