import HTTPExchange
import Testing

@Suite(.timeLimit(.minutes(1))) struct NIOTransportTests {
    /// Sends one request to a server that answers so.
    func exchange(
        _ answer: RawServer.Answer,
        tls: Bool = false,
        timeout: Duration = .seconds(10),
        limit: Int = 1_000,
        request change: (inout HTTPRequest) -> Void = { _ in }
    ) async throws -> (Result<HTTPReply, HTTPFailure>, requests: [String]) {
        let server = try await RawServer(tls: tls, answer)
        var request = HTTPRequest(method: "POST", url: server.url, body: Array("hello".utf8))
        if tls { request.url = "https://localhost:\(server.port)/" }
        change(&request)
        let result = await send(request, timeout: timeout, limit: limit)
        let requests = server.requests
        try await server.stop()
        return (result, requests)
    }

    func send(
        _ request: HTTPRequest,
        timeout: Duration = .seconds(10),
        limit: Int = 1_000
    ) async -> Result<HTTPReply, HTTPFailure> {
        let transport = NIOTransport()
        let result: Result<HTTPReply, HTTPFailure>
        do throws(HTTPFailure) {
            result = .success(
                try await transport.exchange(request, timeout: timeout, maximumReplyBytes: limit)
            )
        } catch {
            result = .failure(error)
        }
        await transport.shutdown()
        return result
    }

    @Test func `a request goes out as it is, and the whole reply comes back`() async throws {
        let (result, requests) = try await exchange(
            .bytes("HTTP/1.1 418 Odd\r\nX-Name: value\r\nContent-Length: 5\r\n\r\nworld")
        ) { $0.headers = [HTTPHeader("X-Amz-Target", "Service.Operation")] }
        let reply = try result.get()
        #expect(reply.status == 418)
        #expect(reply.header("x-name") == "value")
        #expect(reply.body == Array("world".utf8))
        let sent = try #require(requests.first)
        #expect(sent.hasPrefix("POST /path?query HTTP/1.1\r\n"))
        #expect(sent.contains("\r\nX-Amz-Target: Service.Operation\r\n"))
        #expect(sent.lowercased().contains("\r\ncontent-length: 5\r\n"))
        #expect(sent.hasSuffix("\r\n\r\nhello"))
    }

    @Test func `a body in chunks is put together`() async throws {
        let (result, _) = try await exchange(
            .bytes(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nwor\r\n2\r\nld\r\n0\r\n\r\n"
            )
        )
        #expect(try result.get().body == Array("world".utf8))
    }

    @Test func `a body that ends with the connection is whole`() async throws {
        let (result, _) = try await exchange(.bytesThenClose("HTTP/1.0 200 OK\r\n\r\nworld"))
        #expect(try result.get().body == Array("world".utf8))
    }

    static let empty = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

    @Test(arguments: [
        (empty, 1), ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 3),
    ])
    func `a connection is used again unless the server means to close it`(
        _ answer: String,
        _ connections: Int
    ) async throws {
        let server = try await RawServer(.bytes(answer))
        let transport = NIOTransport()
        for _ in 0..<3 {
            let request = HTTPRequest(method: "GET", url: server.url)
            _ = try await transport.exchange(request, timeout: .seconds(10), maximumReplyBytes: 10)
        }
        await transport.shutdown()
        #expect(server.connections == connections)
        try await server.stop()
    }

    @Test func `no more connections are opened than allowed, and no request is lost`() async throws
    {
        let server = try await RawServer(.bytes(Self.empty))
        let transport = NIOTransport(options: .init(connectionsPerOrigin: 3))
        let request = HTTPRequest(method: "GET", url: server.url)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await transport.exchange(
                        request,
                        timeout: .seconds(10),
                        maximumReplyBytes: 10
                    ).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await transport.shutdown()
        #expect(statuses == Array(repeating: 200, count: 100))
        #expect(server.connections <= 3)
        try await server.stop()
    }

    @Test func `a header that would forge another is not sent`() async throws {
        let (result, requests) = try await exchange(.bytes(Self.empty)) {
            $0.headers = [HTTPHeader("X-Name", "value\r\nX-Forged: yes")]
        }
        guard case .failure(.notHTTP) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(requests == [])
    }

    @Test func `after the end every request fails at once`() async throws {
        let transport = NIOTransport()
        await transport.shutdown()
        let request = HTTPRequest(method: "GET", url: "http://127.0.0.1:1/")
        await #expect(throws: HTTPFailure.self) {
            try await transport.exchange(request, timeout: .seconds(60), maximumReplyBytes: 10)
        }
    }

    @Test func `a redirect is a reply, and is not followed`() async throws {
        let (result, requests) = try await exchange(
            .bytes("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        )
        #expect(try result.get().status == 302)
        #expect(requests.count == 1)
    }

    @Test func `no reply in time is a failure`() async throws {
        let (result, _) = try await exchange(.silence, timeout: .milliseconds(50))
        #expect(result == .failure(.timedOut))
    }

    @Test func `the time allowed ends with the body, not with the head`() async throws {
        let (result, _) = try await exchange(
            .bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"),
            timeout: .milliseconds(50)
        )
        #expect(result == .failure(.timedOut))
    }

    @Test func `a body that is too long is refused`() async throws {
        let (result, _) = try await exchange(
            .bytes("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901"),
            limit: 10
        )
        #expect(result == .failure(.replyTooLong))
    }

    @Test func `a connection that ends early is a failure`() async throws {
        let (result, _) = try await exchange(
            .bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun")
        )
        guard case .failure(.connectionClosed) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func `a reset is a failure of the connection`() async throws {
        let (result, _) = try await exchange(.reset)
        guard case .failure(.connectionClosed) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func `what is not HTTP is called so`() async throws {
        let (result, _) = try await exchange(.bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n"))
        guard case .failure(.notHTTP) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func `a certificate that nobody vouches for is refused`() async throws {
        let (result, requests) = try await exchange(
            .bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            tls: true
        )
        guard case .failure(.tls) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(requests == [])
    }

    @Test func `a port where nobody listens is told at once`() async throws {
        let server = try await RawServer(.silence)
        let url = server.url
        try await server.stop()
        let result = await send(HTTPRequest(method: "GET", url: url))
        guard case .failure(.cannotConnect("Connection refused")) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func `a name without address is told`() async {
        let result = await send(HTTPRequest(method: "GET", url: "http://no-such-host.invalid/"))
        guard case .failure(.nameNotResolved) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test(arguments: ["", "no scheme", "ftp://host/", "http:///path"])
    func `what is no http URL is refused`(_ url: String) async {
        let result = await send(HTTPRequest(method: "GET", url: url))
        #expect(result == .failure(.invalidURL))
    }

    @Test func `cancelling the task ends the request`() async throws {
        let server = try await RawServer(.silence)
        let request = HTTPRequest(method: "GET", url: server.url)
        let task = Task { await send(request, timeout: .seconds(600)) }
        task.cancel()
        #expect(await task.value == .failure(.cancelled))
        try await server.stop()
    }
}
