import Secrets
import TestSupport
import Testing

@testable import Delivery

@Suite struct `A Standard Webhooks signature` {
    static let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

    /// The example in the tests of the specification's reference libraries.
    @Test func `is that of the published example`() throws {
        let header = StandardWebhooksSignature.header(
            keys: [try StandardWebhooksKey(Self.secret)],
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        .needsPython,
        arguments: [
            ("", "abcdefghijklmnopqrstuvwx"), ("{}", "0123456789012345678901234567890123456789"),
            ("{\"ü\":\"\u{1F600}\\n\"}", String(repeating: "k", count: 64)),
        ]
    )
    func `is what Python's hmac makes of the same bytes`(body: String, key: String) async throws {
        let script = """
            import base64, hashlib, hmac, sys
            key, head, body = sys.argv[1].encode(), sys.argv[2].encode(), sys.stdin.buffer.read()
            print("whsec_" + base64.b64encode(key).decode())
            print("v1," + base64.b64encode(hmac.digest(key, head + body, "sha256")).decode())
            """
        let bytes = Array(body.utf8)
        let lines = try await Python.output(of: script, [key, "id.-7."], input: bytes)
            .split(separator: "\n").map(String.init)
        let header = StandardWebhooksSignature.header(
            keys: [try StandardWebhooksKey(Secret(lines[0]))],
            id: "id",
            timestamp: -7,
            body: bytes
        )
        #expect(header == lines[1])
    }

    @Test func `is made with each key, so that one can replace another`() throws {
        let old = try StandardWebhooksKey(Self.secret)
        let new = try StandardWebhooksKey(Secret("whsec_" + String(repeating: "A", count: 32)))
        func header(_ keys: [StandardWebhooksKey]) -> String? {
            StandardWebhooksSignature.header(keys: keys, id: "a", timestamp: 1, body: [])
        }
        let parts = try #require(header([new, old])).split(separator: " ").map(String.init)
        #expect(parts == [header([new]), header([old])])
        #expect(parts[0] != parts[1])
        #expect(header([]) == nil)
    }

    @Test(arguments: [
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", StandardWebhooksKey.Invalid.noPrefix),
        ("", .noPrefix), ("whsec_", .length(0)), ("whsec_!", .notBase64),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", .notBase64),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==", .length(22)),
        ("whsec_" + String(repeating: "A", count: 88), .length(66)),
    ])
    func `takes no key but one of the right form and length`(
        text: String,
        why: StandardWebhooksKey.Invalid
    ) {
        #expect(throws: why) { try StandardWebhooksKey(Secret(text)) }
    }

    @Test func `has a key that shows nothing of itself`() throws {
        let key = try StandardWebhooksKey(Self.secret)
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "‹secret›")
        #expect(String(reflecting: key) == "‹secret›")
        #expect(dumped == "- ‹secret›\n")
    }
}
