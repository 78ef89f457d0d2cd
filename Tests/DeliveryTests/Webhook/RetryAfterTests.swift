import PipelineModel
import Testing

@testable import Delivery

@Suite struct `Retry-After` {
    /// Sun, 06 Nov 1994 08:49:37 GMT: the example of RFC 9110.
    static let now = Timestamp(milliseconds: 784_111_777_000)

    @Test(arguments: [
        ("0", Duration.zero), ("1", .seconds(1)), ("120", .seconds(120)), ("3600", .seconds(3600)),
        ("3601", .seconds(3600)), ("99999999999999999999", .seconds(3600)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", .zero), ("Mon, 07 Nov 1994 08:49:37 GMT", .seconds(3600)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", .zero), ("Sat, 31 Dec 9999 23:59:59 GMT", .seconds(3600)),
    ])
    func `is heard in both forms, and for an hour at most`(header: String, wait: Duration) {
        #expect(RetryAfter.wait(header, now: Self.now) == wait)
    }

    @Test(arguments: [
        "", " ", "-1", "1.5", "+5", "5s", "soon", "٣", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, xx Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 GMT, x",
    ])
    func `is passed over where it says nothing clear`(header: String) {
        #expect(RetryAfter.wait(header, now: Self.now) == nil)
    }
}
