/// The way to a server and back: one request, one whole reply, by a deadline.
///
/// Nothing is retried, no redirect is followed, and certificates are always checked.
package protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole reply.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - timeout: the time allowed from here to the last byte of the reply.
    ///   - maximumReplyBytes: a reply with a longer body is refused with `.replyTooLong`.
    /// - Returns: the reply, whatever its status.
    /// - Throws: `HTTPFailure` where there is no whole reply.
    func exchange(
        _ request: HTTPRequest,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws(HTTPFailure) -> HTTPReply
}

/// A request with its whole body.
package struct HTTPRequest: Sendable, Equatable {
    /// The method, such as `POST`.
    package var method: String
    /// An absolute `http` or `https` URL, whose path and query may be a secret.
    package var url: String
    /// Names and values in the order to send; `Host` and `Content-Length` are added.
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(method: String, url: String, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// A reply with its whole body.
package struct HTTPReply: Sendable, Equatable {
    package var status: Int
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header of that name, in whatever case it was sent.
    package func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

/// One header field.
package struct HTTPHeader: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    package func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count
            && zip(name.utf8, other.utf8).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}

/// Why there is no whole reply; never holds a URL, a header or a body.
package enum HTTPFailure: Error, Sendable, Equatable {
    /// The URL is not an absolute http or https URL.
    case invalidURL
    /// No reply within the time allowed.
    case timedOut
    /// The host's name has no address.
    case nameNotResolved(String)
    /// Nothing could be reached at the address: refused, unreachable, no route.
    case cannotConnect(String)
    /// The TLS handshake failed: certificate, name or protocol.
    case tls(String)
    /// The connection ended before the whole reply had come.
    case connectionClosed(String)
    /// What came back is not HTTP.
    case notHTTP(String)
    /// The reply's body is longer than allowed.
    case replyTooLong
    /// The caller's task was cancelled.
    case cancelled
}
