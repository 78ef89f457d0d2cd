import Foundation
import PipelineModel
import Testing

@testable import Delivery

@Suite struct `A moment in RFC 3339` {
    static let moments: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00.000Z"),
        (1, "1970-01-01T00:00:00.001Z"),
        (1_795_387_306_120, "2026-11-22T22:41:46.120Z"),
        (1_709_164_800_007, "2024-02-29T00:00:00.007Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (.max, "9999-12-31T23:59:59.999Z"),
        (.min, "1970-01-01T00:00:00.000Z"),
    ]

    @Test(arguments: moments)
    func `is exact to the millisecond`(milliseconds: Int64, text: String) {
        #expect(RFC3339.string(Timestamp(milliseconds: milliseconds)) == text)
    }

    @Test func `is cut, not rounded, to whole seconds`() {
        #expect(RFC3339.wholeSeconds("2026-11-22T22:41:46.999Z") == "2026-11-22T22:41:46Z")
    }
}
