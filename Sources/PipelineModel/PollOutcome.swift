/// What one poll of an execution brought back.
package enum PollOutcome: Sendable, Equatable {
    /// The reply is, byte for byte, the one whose fingerprint the order carried.
    case unchanged
    /// The execution as the service describes it now.
    case execution(PipelineExecution, ReplyFingerprint)
    case failed(PollFailure)
}

/// Stands for the bytes of a reply, so that one equal to the last need not be decoded again.
///
/// Only meaningful within one run of the process: the hash is seeded anew at each start.
package struct ReplyFingerprint: Sendable, Hashable {
    package let value: UInt64

    package init(value: UInt64) {
        self.value = value
    }
}

/// Why a poll brought no answer, in the terms that decide what the loop does next.
package struct PollFailure: Error, Sendable, Equatable {
    package enum Kind: Sendable, Hashable {
        /// The service asks for fewer requests.
        case throttled
        /// A failure of the service or of the way there, which may pass by itself.
        case transient
        /// There are no usable credentials: none found, expired, or of an unknown key.
        case credentials
        /// The caller is known, and may not do this.
        case refused
        /// The pipeline or the execution does not exist, or not yet.
        case notFound
        /// The service rejects the request as wrong.
        case invalid
    }

    package var kind: Kind
    /// The error code by AWS's name, or a short name of ours for what never reached the service.
    package var code: String
    /// What happened, in the words of whoever reported it: untrusted text, without secrets.
    package var message: String
    /// AWS's name for the request (`x-amzn-RequestId`), for a support case.
    package var requestID: String?
    /// How long the service asked to be left alone.
    package var retryAfter: Duration?

    package init(
        kind: Kind,
        code: String,
        message: String,
        requestID: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.requestID = requestID
        self.retryAfter = retryAfter
    }
}
