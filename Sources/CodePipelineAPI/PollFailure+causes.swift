internal import AWSAccess
internal import HTTPExchange
internal import PipelineModel

/// What each room below reports, in the terms that decide what the loop does next.
extension PollFailure {
    init(_ failure: CredentialFailure) {
        self.init(kind: .credentials, code: failure.code, message: failure.description)
    }

    init(_ error: AWSServiceError) {
        let kind: Kind =
            switch error.kind {
            case .throttled: .throttled
            case .transient: .transient
            case .expiredCredentials, .invalidCredentials: .credentials
            // Nothing about the credentials is wrong: it passes when the clock is set.
            case .skewedClock: .transient
            case .refused: .refused
            case .notFound: .notFound
            case .invalid: .invalid
            // An answer by an unknown name came from AWS; one without any came from in between.
            case .unknown: error.code == nil ? .transient : .invalid
            }
        let said = error.message.isEmpty ? "the service said nothing more" : error.message
        self.init(
            kind: kind,
            code: error.code ?? "HTTP\(error.status)",
            message: said,
            requestID: error.requestID,
            retryAfter: error.retryAfter
        )
    }

    init(_ failure: HTTPFailure) {
        switch failure {
        case .invalidURL:
            self.init(.invalid, "InvalidURL", "the endpoint is not an http or https URL")
        case .timedOut:
            self.init(.transient, "TimedOut", "no reply within the time allowed")
        case .nameNotResolved(let detail):
            self.init(.transient, "NameNotResolved", detail)
        case .cannotConnect(let detail):
            self.init(.transient, "CannotConnect", detail)
        case .tls(let detail):
            self.init(.transient, "TLSFailure", detail)
        case .connectionClosed(let detail):
            self.init(.transient, "ConnectionClosed", detail)
        case .notHTTP(let detail):
            self.init(.transient, "NotHTTP", detail)
        case .replyTooLong:
            self.init(.transient, "ReplyTooLong", "the reply is longer than any should be")
        case .cancelled:
            self.init(.transient, "Cancelled", "the request was given up")
        }
    }

    private init(_ kind: Kind, _ code: String, _ message: String) {
        self.init(kind: kind, code: code, message: message)
    }
}
