import Testing

@testable import AWSAccess

@Suite struct AWSErrorKindTests {
    @Test(
        arguments: [
            ("Throttling", .throttled), ("ThrottlingException", .throttled),
            ("ThrottledException", .throttled), ("RequestThrottled", .throttled),
            ("RequestThrottledException", .throttled), ("TooManyRequestsException", .throttled),
            ("ProvisionedThroughputExceededException", .throttled),
            ("TransactionInProgressException", .throttled), ("RequestLimitExceeded", .throttled),
            ("BandwidthLimitExceeded", .throttled), ("LimitExceededException", .throttled),
            ("SlowDown", .throttled), ("PriorRequestNotComplete", .throttled),
            ("EC2ThrottledException", .throttled),
            ("RequestTimeout", .transient), ("RequestTimeoutException", .transient),
            ("InternalFailure", .transient), ("ServiceUnavailableException", .transient),
            ("ExpiredToken", .expiredCredentials), ("ExpiredTokenException", .expiredCredentials),
            ("UnrecognizedClientException", .invalidCredentials),
            ("InvalidClientTokenId", .invalidCredentials),
            ("MissingAuthenticationToken", .invalidCredentials),
            ("SignatureDoesNotMatch", .invalidCredentials),
            ("RequestExpired", .skewedClock), ("RequestTimeTooSkewed", .skewedClock),
            ("RequestInTheFuture", .skewedClock),
            ("AccessDenied", .refused), ("AccessDeniedException", .refused),
            ("NotAuthorized", .refused), ("OptInRequired", .refused),
            ("PipelineNotFoundException", .notFound),
            ("PipelineExecutionNotFoundException", .notFound), ("NoSuchEntity", .notFound),
            ("ValidationException", .invalid), ("IncompleteSignature", .invalid),
            ("InvalidParameterValue", .invalid), ("MalformedQueryString", .invalid),
            ("SomethingNewException", .unknown),
        ] as [(String, AWSErrorKind)]
    )
    func `the code decides, whatever the status`(code: String, kind: AWSErrorKind) {
        for status in [400, 401, 403, 404] where kind != .unknown || status == 400 {
            #expect(AWSErrorKind(code: code, message: "", status: status) == kind)
        }
    }

    @Test(
        arguments: [
            (400, .unknown), (401, .refused), (403, .refused), (404, .unknown), (408, .transient),
            (429, .throttled), (500, .transient), (502, .transient), (503, .transient),
            (504, .transient), (599, .transient), (302, .unknown), (204, .unknown),
        ] as [(Int, AWSErrorKind)]
    )
    func `the status decides where no code is known`(status: Int, kind: AWSErrorKind) {
        #expect(AWSErrorKind(code: nil, message: "", status: status) == kind)
        #expect(AWSErrorKind(code: "SomethingNew", message: "", status: status) == kind)
    }

    @Test(arguments: [
        "Signature expired: 20261123T120000Z is now earlier than 20261123T121500Z",
        "Signature not yet current: 20261123T130000Z is still later than 20261123T121500Z",
    ])
    func `a signature that is refused for its time is a matter of the clock`(message: String) {
        for code in ["InvalidSignatureException", "SignatureDoesNotMatch"] {
            #expect(AWSErrorKind(code: code, message: message, status: 403) == .skewedClock)
        }
    }
}
