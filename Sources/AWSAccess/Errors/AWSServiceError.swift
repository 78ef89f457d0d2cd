package import FoundationEssentials
package import HTTPExchange
package import Secrets

/// A service's answer that it did not do what was asked.
package struct AWSServiceError: Error, Sendable, Equatable {
    /// The error code by AWS's name; `nil` where the reply has none.
    package let code: String?
    /// What the service says, in one line of bounded length; empty where it says nothing.
    ///
    /// It is untrusted text.
    package let message: String
    /// AWS's name for the request.
    package let requestID: String?
    /// The status of the HTTP reply.
    package let status: Int
    /// How long the service asks to be left alone.
    package let retryAfter: Duration?
    /// The service's clock when it answered (`Date`), to tell a wrong clock here.
    package let date: Date?
    package let kind: AWSErrorKind

    /// Reads a reply that is not the one hoped for.
    ///
    /// - Parameters:
    ///   - reply: any reply at all; its body may be empty, HTML, cut off or hostile.
    ///   - now: the wall clock, to count from where `Retry-After` is a date.
    ///   - secrets: what the request carried. A refusal of a signature repeats the request, with
    ///     the session token in it, and that must not reach a message.
    package init(reply: HTTPReply, now: Date, hiding secrets: [Secret] = []) {
        let body = AWSErrorBody(reply.body)
        let header = reply.header("x-amzn-errortype") ?? reply.header("x-amzn-error-type")
        let code = header.flatMap(Self.code) ?? body.code.flatMap(Self.code)
        let text = BoundedText.line(body.message, hiding: secrets)
        self.code = code
        message = text
        requestID = reply.awsRequestID
        status = reply.status
        retryAfter = reply.awsRetryAfter(at: now)
        date = reply.header("date").flatMap(HTTPDate.parse)
        kind = AWSErrorKind(code: code, message: text, status: reply.status)
    }

    /// The bare name in any spelling of an error's type: what follows the last `#` of what comes
    /// before the first `:`.
    private static func code(_ type: String) -> String? {
        let beforeColon = type.prefix { $0 != ":" }
        let name = beforeColon.split(separator: "#").last ?? ""
        return BoundedText.token(String(name))
    }
}

extension AWSServiceError: CustomStringConvertible {
    package var description: String {
        let name = code ?? "HTTP status \(status)"
        let id = requestID.map { " (request \($0))" } ?? ""
        return message.isEmpty ? name + id : "\(name): \(message)\(id)"
    }
}
