import FoundationEssentials
import Secrets
import Synchronization
import Testing

@testable import PipelineSimulator

@Suite(.timeLimit(.minutes(1))) struct WebhookReceiverTests {
    // The example of the Standard Webhooks specification.
    private static let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    private static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private static let body = Array(#"{"test": 2432232314}"#.utf8)
    private static let good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    @Test(
        arguments: [
            (good, 0, .verified), ("v1,AAAA v2,x \(good)", 0, .verified), (good, 300, .verified),
            (good, -300, .verified), (good, 301, .stale), (good, -301, .stale),
            ("v1,AAAA", 0, .wrong), ("", 0, .wrong), (nil, 0, .missing),
        ] as [(String?, Int, WebhookSignature.Finding)]
    )
    func `a signature is held against its body and its age`(
        signatures: String?,
        late: Int,
        finding: WebhookSignature.Finding
    ) throws {
        let signature = try #require(WebhookSignature(secret: Self.secret))
        let found = signature.check(
            id: Self.id,
            timestamp: "1614265330",
            signatures: signatures,
            body: Self.body,
            now: Date(timeIntervalSince1970: Double(1_614_265_330 + late))
        )
        #expect(found == finding)
    }

    @Test(arguments: ["", "whsec_", "whsec_?", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    func `what is not a secret is refused`(text: String) {
        #expect(WebhookSignature(secret: Secret(text)) == nil)
    }

    private static let event = """
        {"specversion":"1.0","id":"9f2c","type":"codepipeline.execution.failed",
         "data":{"pipelineName":"web","pipelineExecutionId":"\(TestScenario.id)",
                 "previousStatus":"InProgress","status":"Fai\\u001b[2Jled","attempt":2}}
        """

    private func post(_ body: String, id: String, port: Int) throws -> Int {
        let connection = try RawConnection(port: port)
        let head = "POST /x HTTP/1.1\r\nHost: h\r\nwebhook-id: \(id)\r\n"
        try connection.send(
            Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
        )
        return try connection.readReply().status
    }

    @Test func `deliveries are told, and refused first where that is asked for`() async throws {
        let told = Mutex<[WebhookDelivery]>([])
        let receiver = try await WebhookReceiver.start(failures: 1) { delivery in
            told.withLock { $0.append(delivery) }
        }
        let port = try #require(receiver.baseURL.split(separator: ":").last.flatMap { Int($0) })
        #expect(try post(Self.event, id: "a", port: port) == 503)
        #expect(try post(Self.event, id: "a", port: port) == 204)
        #expect(try post(Self.event, id: "a", port: port) == 204)
        #expect(try post("{}", id: "b", port: port) == 400)
        await receiver.stop()
        let event = "web InProgress → Fai\u{FFFD}[2Jled \(TestScenario.id) attempt 2"
        let expected = [
            "#1 \(event) signature unchecked answered 503",
            "#2 \(event) signature unchecked answered 204",
            "#3 \(event) signature unchecked again answered 204",
            "#4 not a CloudEvent about an execution signature unchecked answered 400",
        ]
        #expect(told.withLock { $0.map(\.text) } == expected)
    }

    @Test func `an unsigned delivery is refused where there is a secret`() async throws {
        let told = Mutex<[WebhookDelivery]>([])
        let receiver = try await WebhookReceiver.start(
            signature: WebhookSignature(secret: Self.secret)
        ) { delivery in
            told.withLock { $0.append(delivery) }
        }
        let port = try #require(receiver.baseURL.split(separator: ":").last.flatMap { Int($0) })
        #expect(try post(Self.event, id: "a", port: port) == 401)
        await receiver.stop()
        #expect(
            told.withLock { $0.map(\.json) } == [
                """
                {"answer":401,"event":{"attempt":2,"execution":"\(TestScenario.id)","id":"9f2c",\
                "pipeline":"web","previousStatus":"InProgress","status":"Fai\\u001b[2Jled",\
                "type":"codepipeline.execution.failed"},"id":"a","isRepeat":false,"number":1,\
                "signature":"missing"}
                """
            ]
        )
    }
}
