import FoundationEssentials
import HTTPExchange
import Testing

@Suite struct `Retry-After` {
    /// Sun, 06 Nov 1994 08:49:37 GMT: the example of RFC 9110.
    static let now = Date(timeIntervalSince1970: 784_111_777)

    private func wait(_ value: String, at now: Date = now) -> Duration? {
        let headers = [HTTPHeader("Retry-After", value), HTTPHeader("retry-after", "7")]
        return HTTPReply(status: 503, headers: headers).retryAfter(at: now)
    }

    @Test(arguments: [
        ("0", Duration.zero), ("1", .seconds(1)), ("120", .seconds(120)), ("007", .seconds(7)),
        ("9223372036854775807", .seconds(Int64.max)), ("99999999999999999999", .seconds(Int64.max)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
        ("Mon, 07 Nov 1994 08:49:37 GMT", .seconds(86_400)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", .zero),
        ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(252_618_189_022)),
    ])
    func `is heard in both forms, however long the wait`(value: String, expected: Duration) {
        #expect(wait(value) == expected)
    }

    @Test func `counts to a date in whole milliseconds`() {
        let now = Date(timeIntervalSince1970: 1_795_387_306.999)
        #expect(wait("Sun, 22 Nov 2026 22:42:06 GMT", at: now) == .milliseconds(19_001))
    }

    @Test(arguments: [
        "", " ", "-1", "1.5", "+5", "5s", "5 ", "soon", "٣", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT, x",
    ])
    func `is passed over where it says nothing clear`(value: String) {
        #expect(wait(value) == nil)
    }

    @Test func `is not missed where there is none`() {
        #expect(HTTPReply(status: 503).retryAfter(at: Self.now) == nil)
    }
}
