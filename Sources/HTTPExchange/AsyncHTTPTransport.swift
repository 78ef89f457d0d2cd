import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The transport over AsyncHTTPClient: HTTP/1.1, one thread, no redirects, no retries.
///
/// The delegate interface is used rather than the async one, because the deadline of the latter
/// ends with the head of the reply (AsyncHTTPClient 1.37, `Transaction+StateMachine.swift`): a
/// body that drips would hold a request for ever.
package final class AsyncHTTPTransport: HTTPTransport {
    /// The settings that differ between users of a transport.
    package struct Options: Sendable {
        /// How many connections to one host may be open at once.
        package var connectionsPerHost: Int
        /// The time allowed for a connection to be made, TLS included.
        package var connectTimeout: Duration
        /// How long an unused connection is kept; shorter than servers do, so that a request
        /// seldom meets a connection that is just being closed.
        package var idleTimeout: Duration

        package init(
            connectionsPerHost: Int = 50,
            connectTimeout: Duration = .seconds(5),
            idleTimeout: Duration = .seconds(15)
        ) {
            self.connectionsPerHost = connectionsPerHost
            self.connectTimeout = connectTimeout
            self.idleTimeout = idleTimeout
        }
    }

    private let client: HTTPClient
    private let group: MultiThreadedEventLoopGroup
    /// Requests whose URL was taken apart before: polls go to few URLs, again and again.
    private let prepared = Mutex<[PreparedKey: HTTPClient.Request]>([:])
    private static let mostPrepared = 64

    private struct PreparedKey: Hashable {
        var method: String
        var url: String
    }

    package init(options: Options = Options()) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(options.connectTimeout)),
            connectionPool: .init(
                idleTimeout: TimeAmount(options.idleTimeout),
                concurrentHTTP1ConnectionsPerHostSoftLimit: options.connectionsPerHost
            ),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// Closes all connections; requests on the way fail.
    package func shutdown() async {
        // Both report only that something was still on the way, which is what is meant here.
        try? await client.shutdown()
        try? await group.shutdownGracefully()
    }

    package func exchange(
        _ request: HTTPRequest,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws(HTTPFailure) -> HTTPReply {
        let prepared = try prepare(request)
        do {
            return try await send(prepared, timeout: timeout, maximumReplyBytes: maximumReplyBytes)
        } catch {
            throw HTTPFailure(error)
        }
    }

    private func prepare(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPClient.Request {
        let key = PreparedKey(method: request.method, url: request.url)
        var prepared: HTTPClient.Request
        if let known = self.prepared.withLock({ $0[key] }) {
            prepared = known
        } else {
            do {
                prepared = try HTTPClient.Request(
                    url: request.url,
                    method: HTTPMethod(rawValue: request.method)
                )
            } catch {
                throw .invalidURL
            }
            let fresh = prepared
            self.prepared.withLock { known in
                if known.count >= Self.mostPrepared { known.removeAll() }
                known[key] = fresh
            }
        }
        prepared.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        prepared.body = request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body))
        return prepared
    }

    private func send(
        _ request: HTTPClient.Request,
        timeout: Duration,
        maximumReplyBytes: Int
    ) async throws -> HTTPReply {
        let task = client.execute(
            request: request,
            delegate: ResponseAccumulator(request: request, maxBodySize: maximumReplyBytes),
            deadline: .now() + TimeAmount(timeout)
        )
        let response = try await withTaskCancellationHandler {
            try await task.get()
        } onCancel: {
            task.cancel()
        }
        return HTTPReply(
            status: Int(response.status.code),
            headers: response.headers.map { HTTPHeader($0.name, $0.value) },
            body: response.body.map { Array($0.readableBytesView) } ?? []
        )
    }
}
