import HTTPExchange
import PipelineModel
import Secrets
import StateStore
import Testing

@testable import Delivery

@Suite struct `The webhook sink` {
    static let now = Timestamp(milliseconds: 1_795_387_306_999)

    @Test func `posts the recorded bytes as a signed CloudEvent`() async throws {
        let transport = RecordingTransport()
        let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let key = try StandardWebhooksKey(secret)
        let sink = Self.sink(
            .init(
                url: Secret("https://hooks.example.com/x?sig=1"),
                headers: [.init(name: "X-Team", value: Secret("platform"))],
                keys: [key],
                timeout: .seconds(7)
            ),
            transport
        )
        let delivery = try PendingDelivery.sample()
        try await sink.deliver(delivery)
        let signature = StandardWebhooksSignature.header(
            keys: [key],
            id: delivery.eventID,
            timestamp: 1_795_387_306,
            body: delivery.event
        )
        let request = HTTPRequest(
            method: "POST",
            url: "https://hooks.example.com/x?sig=1",
            headers: [
                HTTPHeader("Content-Type", "application/cloudevents+json; charset=UTF-8"),
                HTTPHeader("webhook-id", delivery.eventID),
                HTTPHeader("webhook-timestamp", "1795387306"),
                HTTPHeader("webhook-signature", try #require(signature)),
                HTTPHeader("User-Agent", "pipewatchd/1"),
                HTTPHeader("X-Team", "platform"),
            ],
            body: delivery.event
        )
        #expect(
            transport.exchanges == [
                .init(request: request, timeout: .seconds(7), maximumReplyBytes: 65_536)
            ]
        )
    }

    @Test func `names the event and the time without a key, too, and signs nothing`() async throws {
        let transport = RecordingTransport()
        try await Self.sink(.init(url: Secret("https://a/")), transport).deliver(.row(1))
        let headers = try #require(transport.exchanges.first).request.headers
        let names = headers.map(\.name)
        #expect(names == ["Content-Type", "webhook-id", "webhook-timestamp", "User-Agent"])
    }

    @Test func `lets the config name the user agent, and nothing else that it sends itself`()
        async throws
    {
        let transport = RecordingTransport()
        let headers = [
            ("user-agent", "mine"), ("WEBHOOK-SIGNATURE", "v1,forged"), ("Webhook-Id", "x"),
            ("content-type", "text/plain"), ("webhook-timestamp", "0"), ("X-A", "1"), ("X-A", "2"),
        ]
        let endpoint = WebhookSink.Endpoint(
            url: Secret("https://a/"),
            headers: headers.map { .init(name: $0, value: Secret($1)) }
        )
        try await Self.sink(endpoint, transport).deliver(.row(1))
        let sent = try #require(transport.exchanges.first).request.headers.dropFirst(3)
        #expect(
            Array(sent) == [
                HTTPHeader("user-agent", "mine"), HTTPHeader("X-A", "1"), HTTPHeader("X-A", "2"),
            ]
        )
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `is content with any success`(status: Int) async throws {
        #expect(await Self.failure(.success(HTTPReply(status: status))) == nil)
    }

    @Test(
        arguments: [
            (301, .giveUp(afterTries: 5)), (302, .giveUp(afterTries: 5)),
            (304, .giveUp(afterTries: 5)),
            (400, .giveUp(afterTries: 5)), (401, .giveUp(afterTries: 5)),
            (403, .giveUp(afterTries: 5)),
            (404, .giveUp(afterTries: 5)), (413, .giveUp(afterTries: 5)),
            (499, .giveUp(afterTries: 5)),
            (410, .giveUp(afterTries: 1)), (408, .retry(after: nil)), (409, .retry(after: nil)),
            (425, .retry(after: nil)), (429, .retry(after: nil)), (500, .retry(after: nil)),
            (502, .retry(after: nil)), (503, .retry(after: nil)), (599, .retry(after: nil)),
            (101, .retry(after: nil)), (999, .retry(after: nil)),
        ] as [(Int, DeliveryFailure.Remedy)]
    )
    func `knows what may pass by itself and what will not`(
        status: Int,
        remedy: DeliveryFailure.Remedy
    ) async {
        let failure = await Self.failure(.success(HTTPReply(status: status)))
        #expect(failure?.remedy == remedy)
        let reason = "https://hooks.example.com:8443 answered \(status)"
        #expect(failure?.reason.hasPrefix(reason) == true)
    }

    @Test(
        arguments: [
            (429, "7", Duration.seconds(7)),
            (503, "Sun, 22 Nov 2026 22:42:06 GMT", .milliseconds(19_001)),
            (503, "Sun, 22 Nov 2026 22:41:46 GMT", .zero), (503, "0", .zero),
            (503, "3600", .seconds(3600)), (503, "3601", .seconds(3600)),
            (503, "99999999999999999999", .seconds(3600)), (503, "later", nil),
        ] as [(Int, String, Duration?)]
    )
    func `waits as long as it is asked to`(status: Int, header: String, wait: Duration?) async {
        let reply = HTTPReply(status: status, headers: [HTTPHeader("retry-after", header)])
        #expect(await Self.failure(.success(reply))?.remedy == .retry(after: wait))
    }

    static let failures: [(HTTPFailure, DeliveryFailure.Remedy)] = [
        (.invalidURL, .giveUp(afterTries: 5)), (.replyTooLong, .giveUp(afterTries: 5)),
        (.timedOut, .retry(after: nil)), (.nameNotResolved("x\u{1B}\ny"), .retry(after: nil)),
        (.cannotConnect("refused"), .retry(after: nil)), (.tls("expired"), .retry(after: nil)),
        (.connectionClosed("reset"), .retry(after: nil)), (.notHTTP("?"), .retry(after: nil)),
        (.cancelled, .retry(after: nil)),
    ]

    @Test(arguments: failures)
    func `tries again where no reply came`(
        failure: HTTPFailure,
        remedy: DeliveryFailure.Remedy
    ) async {
        #expect(await Self.failure(.failure(failure))?.remedy == remedy)
    }

    @Test func `never tells path, query, headers, key or reply`() async {
        var answers = Self.failures.map { Result<HTTPReply, HTTPFailure>.failure($0.0) }
        for status in [302, 404, 410, 429, 500, 999] {
            let headers = [HTTPHeader("Location", "https://x/hidden"), HTTPHeader("A", "hidden")]
            let reply = HTTPReply(status: status, headers: headers, body: Array("hidden".utf8))
            answers.append(.success(reply))
        }
        for answer in answers {
            let reason = await Self.failure(answer)?.reason
            #expect(reason?.contains("hidden") == false)
            #expect(reason?.hasPrefix("https://hooks.example.com:8443") == true)
            #expect(reason?.isHarmlessLine == true)
        }
    }

    private static func sink(
        _ endpoint: WebhookSink.Endpoint,
        _ transport: RecordingTransport
    ) -> WebhookSink {
        WebhookSink(
            name: "ops",
            endpoint: endpoint,
            userAgent: "pipewatchd/1",
            transport: transport,
            now: { now }
        )
    }

    private static func failure(
        _ answer: Result<HTTPReply, HTTPFailure>
    ) async -> DeliveryFailure? {
        let endpoint = WebhookSink.Endpoint(
            url: Secret("https://u:hidden@hooks.example.com:8443/hidden?hidden=hidden#hidden"),
            headers: [.init(name: "X-Hidden", value: Secret("hidden"))]
        )
        do throws(DeliveryFailure) {
            try await sink(endpoint, RecordingTransport(answer)).deliver(.row(1))
            return nil
        } catch {
            return error
        }
    }
}
