import FoundationEssentials
import HTTPExchange
import PipelineModel
import SafeText

/// What an answer to a webhook means for the event: taken, to be tried again, or refused.
///
/// Source: RFC 9110 section 15, and the Standard Webhooks specification (410 ends, a redirect is
/// a failure).
struct WebhookVerdict: Sendable {
    /// What a reason may name the endpoint by.
    let origin: String

    /// How often an answer that says “never” is heard before it is believed: an endpoint that is
    /// being replaced answers 404 or 403 for a moment.
    private static let triesForRefusal = 5

    /// The longest wait that an endpoint is given.
    ///
    /// One that asks for more is asked again sooner: a mistaken header must not silence a sink for
    /// days.
    private static let longestWait = Duration.seconds(3600)

    /// The failure that a reply stands for, or `nil` where the event was taken.
    func failure(for reply: HTTPReply, at now: Timestamp) -> DeliveryFailure? {
        let answered = "\(origin) answered \(reply.status)"
        switch reply.status {
        case 200..<300:
            return nil
        case 300..<400:
            return DeliveryFailure(
                reason: "\(answered), and a redirect is not followed",
                remedy: .giveUp(afterTries: Self.triesForRefusal)
            )
        case 410:
            return DeliveryFailure(reason: answered, remedy: .giveUp(afterTries: 1))
        case 408, 409, 425, 429, 500..<600:
            let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
            let wait = reply.retryAfter(at: date).map { min($0, Self.longestWait) }
            return DeliveryFailure(reason: answered, remedy: .retry(after: wait))
        case 400..<500:
            return DeliveryFailure(
                reason: answered,
                remedy: .giveUp(afterTries: Self.triesForRefusal)
            )
        default:
            return DeliveryFailure(reason: answered, remedy: .retry(after: nil))
        }
    }

    /// The failure that a missing reply stands for.
    func failure(for failure: HTTPFailure) -> DeliveryFailure {
        switch failure {
        case .invalidURL:
            refused("\(origin): the URL is not valid")
        case .replyTooLong:
            // There was an answer, and the next will be as long: without an end to it, one event
            // would be posted for ever.
            refused("\(origin): the reply is too long")
        case .timedOut:
            unreached("\(origin): no reply in time")
        case .nameNotResolved(let detail):
            unreached("\(origin): the name has no address", detail)
        case .cannotConnect(let detail):
            unreached("\(origin): no connection", detail)
        case .tls(let detail):
            unreached("\(origin): TLS failed", detail)
        case .connectionClosed(let detail):
            unreached("\(origin): the connection ended before the reply", detail)
        case .notHTTP(let detail):
            unreached("\(origin): the reply is not HTTP", detail)
        case .cancelled:
            unreached("\(origin): cancelled")
        }
    }

    private func refused(_ reason: String) -> DeliveryFailure {
        DeliveryFailure(reason: reason, remedy: .giveUp(afterTries: Self.triesForRefusal))
    }

    private func unreached(_ what: String, _ detail: String = "") -> DeliveryFailure {
        let detail = detail.onOneLine.shortened(toCharacters: 200)
        let reason = detail.isEmpty ? what : "\(what) (\(detail))"
        return DeliveryFailure(reason: reason, remedy: .retry(after: nil))
    }
}
