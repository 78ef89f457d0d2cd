import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPFailure {
    /// Takes what AsyncHTTPClient, NIO or BoringSSL threw for what it means to the caller.
    init(_ error: any Error) {
        switch error {
        case let failure as HTTPFailure: self = failure
        case is CancellationError: self = .cancelled
        case let error as HTTPClientError: self.init(client: error)
        case let error as NIOConnectionError: self.init(connection: error)
        case is ResponseAccumulator.ResponseTooBigError: self = .replyTooLong
        // The parser's words for a body that is shorter than was announced.
        case HTTPParserError.invalidEOFState: self = .connectionClosed("closed by the server")
        case is HTTPParserError: self = .notHTTP("\(error)")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self = .tls("\(error)")
        case let error as IOError: self.init(io: error)
        case let error as ChannelError: self.init(channel: error)
        default: self = .connectionClosed("\(type(of: error))")
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath: self = .invalidURL
        case .cancelled: self = .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout: self = .timedOut
        case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout:
            self = .cannotConnect("no connection in time")
        case .tlsHandshakeTimeout: self = .tls("no handshake in time")
        case .remoteConnectionClosed: self = .connectionClosed("closed by the server")
        default: self = .notHTTP(error.shortDescription)
        }
    }

    private init(io error: IOError) {
        switch error.errnoCode {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL, ETIMEDOUT:
            self = .cannotConnect(error.reason)
        default:
            self = .connectionClosed(error.reason)
        }
    }

    private init(connection error: NIOConnectionError) {
        if let reason = error.connectionErrors.first?.error {
            self = .cannotConnect((reason as? IOError)?.reason ?? "\(reason)")
        } else if let reason = error.dnsAAAAError ?? error.dnsAError {
            self = .nameNotResolved("\(reason)")
        } else {
            self = .cannotConnect("\(error.host) has no address")
        }
    }

    private init(channel error: ChannelError) {
        switch error {
        case .connectTimeout: self = .cannotConnect("no connection in time")
        default: self = .connectionClosed("\(error)")
        }
    }
}

extension IOError {
    /// The system's words for the error, without the name of the call that failed.
    fileprivate var reason: String {
        String(cString: strerror(errnoCode))
    }
}
