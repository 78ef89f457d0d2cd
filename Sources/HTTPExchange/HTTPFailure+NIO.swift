import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPFailure {
    /// Takes what NIO or BoringSSL threw for what it means to the caller.
    init(_ error: any Error) {
        switch error {
        case let error as NIOConnectionError: self.init(connection: error)
        case let error as IOError: self.init(io: error)
        case let error as ChannelError: self.init(channel: error)
        // The parser's words for a body that is shorter than was announced.
        case HTTPParserError.invalidEOFState: self = .connectionClosed("closed by the server")
        case is HTTPParserError, is NIOHTTPDecoderError: self = .notHTTP("\(error)")
        case NIOSSLError.uncleanShutdown: self = .connectionClosed("cut off by the server")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = .tls("\(error)")
        default: self = .connectionClosed("\(type(of: error))")
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
            self = .cannotConnect(
                (reason as? IOError)?.reason
                    ?? (reason is ChannelError ? "no connection in time" : "\(reason)")
            )
        } else if let reason = error.dnsAAAAError ?? error.dnsAError {
            self = .nameNotResolved("\(error.host): \(reason)")
        } else {
            self = .nameNotResolved("\(error.host) has no address")
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
