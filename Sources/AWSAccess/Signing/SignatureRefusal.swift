/// Why a receiver does not take a signature.
package enum SignatureRefusal: Error, Sendable, Equatable {
    /// The request has no `Authorization` header.
    case missingAuthorization
    /// The `Authorization` header is of another scheme than `AWS4-HMAC-SHA256`.
    case unknownAlgorithm
    /// The `Authorization` header lacks a part, or a part is not of its form.
    case malformedAuthorization
    /// There is no `X-Amz-Date` header, or it is not of its form.
    case missingDate
    /// The day of the scope is not that of `X-Amz-Date`.
    case otherDay
    /// A header that must be signed is not: `host`, or any `x-amz-` header.
    case unsignedHeader(String)
    /// A header that is said to be signed was not received.
    case absentHeader(String)
    /// The signature is of another request, or of another secret access key.
    case mismatch
}
