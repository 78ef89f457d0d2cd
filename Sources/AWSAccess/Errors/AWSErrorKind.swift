/// What an error asks of whoever made the request.
///
/// It is decided by the code. AWS answers the same error with different statuses: throttling is
/// 400, a refusal 400 or 403, an expired token 400 or 403. The status decides only where there is
/// no code that is known.
package enum AWSErrorKind: Sendable, Hashable {
    /// Ask less often.
    case throttled
    /// Ask again later.
    case transient
    /// Get newer credentials.
    case expiredCredentials
    /// The access key or its session token is not known, or the signature is of another secret.
    case invalidCredentials
    /// The clock here is too far off.
    case skewedClock
    /// The caller is known, and may not do this.
    case refused
    /// What was asked for does not exist.
    case notFound
    /// The request is wrong.
    case invalid
    /// Nothing that is known here.
    case unknown
}

extension AWSErrorKind {
    init(code: String?, message: String, status: Int) {
        if let code, let kind = Self.byCode[code] ?? Self.byForm(of: code) {
            // One code for two troubles: the words tell which.
            let isOfTime =
                message.contains("Signature expired")
                || message.contains("Signature not yet current")
            self = kind == .invalidCredentials && isOfTime ? .skewedClock : kind
        } else {
            self = Self.byStatus(status)
        }
    }

    private static func byStatus(_ status: Int) -> AWSErrorKind {
        switch status {
        case 429: .throttled
        case 408, 500...599: .transient
        case 401, 403: .refused
        default: .unknown
        }
    }

    /// By how AWS's services form the names of codes that are not in the table.
    private static func byForm(of code: String) -> AWSErrorKind? {
        let suffixes: [(String, AWSErrorKind)] = [
            ("NotFoundException", .notFound), ("NotFound", .notFound), ("DoesNotExist", .notFound),
        ]
        if let match = suffixes.first(where: { code.hasSuffix($0.0) }) { return match.1 }
        if code.hasPrefix("NoSuch") { return .notFound }
        if code.hasPrefix("Invalid") || code.hasPrefix("Malformed") { return .invalid }
        return nil
    }

    private static let byCode: [String: AWSErrorKind] = {
        var table: [String: AWSErrorKind] = [:]
        for (kind, codes) in codes {
            for code in codes { table[code] = kind }
        }
        return table
    }()

    /// Sources: the retry lists of the AWS SDKs, "Common error types" of the API references.
    private static let codes: [(AWSErrorKind, [String])] = [
        (
            .throttled,
            [
                "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
                "RequestThrottledException", "TooManyRequestsException",
                "ProvisionedThroughputExceededException", "TransactionInProgressException",
                "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
                "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
            ]
        ),
        (
            .transient,
            [
                "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure",
                "InternalFailureException", "InternalServerError", "InternalServerException",
                "InternalServiceError", "InternalServiceException", "ServiceUnavailable",
                "ServiceUnavailableException", "ServiceFailure", "IDPCommunicationError",
            ]
        ),
        (
            .expiredCredentials,
            ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]
        ),
        (
            .invalidCredentials,
            [
                "UnrecognizedClient", "UnrecognizedClientException", "InvalidClientTokenId",
                "InvalidAccessKeyId", "InvalidToken", "MissingAuthenticationToken",
                "MissingAuthenticationTokenException", "SignatureDoesNotMatch",
                "InvalidSignatureException", "InvalidSignature", "AuthFailure",
            ]
        ),
        (
            .skewedClock,
            ["RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"]
        ),
        (
            .refused,
            [
                "AccessDenied", "AccessDeniedException", "NotAuthorized", "NotAuthorizedException",
                "UnauthorizedOperation", "UnauthorizedException", "OptInRequired",
                "SubscriptionRequiredException",
            ]
        ),
        (
            .invalid,
            [
                "ValidationException", "ValidationError", "SerializationException",
                "IncompleteSignature", "IncompleteSignatureException", "MissingAction",
                "MissingParameter", "UnknownOperationException", "UnsupportedOperation",
                "RequestEntityTooLarge",
            ]
        ),
    ]
}
