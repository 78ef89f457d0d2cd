package import HTTPExchange
package import PipelineModel
package import Secrets
package import StateStore

/// Posts each event, as it was recorded, to an HTTP endpoint.
///
/// The request is a CloudEvent in structured mode that carries the headers of Standard Webhooks:
/// `webhook-id`, the same at every try, by which the receiver knows a repetition;
/// `webhook-timestamp` of this try; and `webhook-signature` where there is a key. A redirect is
/// not followed, and nothing of a reply but its status and `Retry-After` is used.
package struct WebhookSink: DeliverySink {
    /// What the config says about the endpoint.
    package struct Endpoint: Sendable {
        /// An absolute http or https URL.
        package var url: Secret
        /// Sent with each event.
        ///
        /// A header that the sink sends itself stays as the sink sends it, but for `User-Agent`.
        package var headers: [Header]
        /// Each adds a signature; the newest first.
        package var keys: [StandardWebhooksKey]
        /// The time allowed for one try, from its start to the last byte of the reply.
        package var timeout: Duration

        package struct Header: Sendable {
            package var name: String
            package var value: Secret

            package init(name: String, value: Secret) {
                self.name = name
                self.value = value
            }
        }

        package init(
            url: Secret,
            headers: [Header] = [],
            keys: [StandardWebhooksKey] = [],
            timeout: Duration = .seconds(10)
        ) {
            self.url = url
            self.headers = headers
            self.keys = keys
            self.timeout = timeout
        }
    }

    private static let longestReply = 64 * 1024

    package let name: String
    private let endpoint: Endpoint
    private let userAgent: String
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Timestamp
    private let verdict: WebhookVerdict

    /// Makes a sink.
    ///
    /// - Parameters:
    ///   - name: the sink's name.
    ///   - endpoint: where to post, and how.
    ///   - userAgent: names the program and its version.
    ///   - transport: carries the request.
    ///   - now: the wall clock, which a signature is bound to.
    package init(
        name: String,
        endpoint: Endpoint,
        userAgent: String,
        transport: any HTTPTransport,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.name = name
        self.endpoint = endpoint
        self.userAgent = userAgent
        self.transport = transport
        self.now = now
        verdict = WebhookVerdict(origin: WebhookOrigin.text(of: endpoint.url))
    }

    package func deliver(_ delivery: PendingDelivery) async throws(DeliveryFailure) {
        let request = request(for: delivery, at: now())
        let failure: DeliveryFailure?
        do throws(HTTPFailure) {
            let reply = try await transport.exchange(
                request,
                timeout: endpoint.timeout,
                maximumReplyBytes: Self.longestReply
            )
            failure = verdict.failure(for: reply, at: now())
        } catch {
            failure = verdict.failure(for: error)
        }
        if let failure { throw failure }
    }

    private func request(for delivery: PendingDelivery, at time: Timestamp) -> HTTPRequest {
        let seconds = time.milliseconds / 1000
        var own = [
            HTTPHeader("Content-Type", "application/cloudevents+json; charset=UTF-8"),
            HTTPHeader("webhook-id", delivery.eventID),
            HTTPHeader("webhook-timestamp", String(seconds)),
        ]
        let signature = StandardWebhooksSignature.header(
            keys: endpoint.keys,
            id: delivery.eventID,
            timestamp: seconds,
            body: delivery.event
        )
        if let signature {
            own.append(HTTPHeader("webhook-signature", signature))
        }
        let configured = endpoint.headers.lazy
            .map { HTTPHeader($0.name, $0.value.reveal()) }
            .filter { header in !Self.reserved.contains(where: header.isNamed) }
        let namesAgent = configured.contains { $0.isNamed("User-Agent") }
        let agent = namesAgent ? [] : [HTTPHeader("User-Agent", userAgent)]
        return HTTPRequest(
            method: "POST",
            url: endpoint.url.reveal(),
            headers: own + agent + configured,
            body: delivery.event
        )
    }

    /// A signature that the config sets must not pass for ours where there is no key, either.
    private static let reserved = [
        "Content-Type", "webhook-id", "webhook-timestamp", "webhook-signature",
    ]
}
