import FoundationEssentials
package import PipelineModel

/// Moments as RFC 3339 writes them, always in UTC and with `Z`.
package enum RFC3339 {
    /// From 1970 to the last year that RFC 3339 has digits for; a moment outside of that, which
    /// can only be a mistake, is moved to the border.
    private static let range = 0...253_402_300_799_999 as ClosedRange<Int64>

    /// A moment with its milliseconds: `2026-11-22T22:41:46.120Z`.
    package static func string(_ moment: Timestamp) -> String {
        let milliseconds = min(max(moment.milliseconds, range.lowerBound), range.upperBound)
        // Split in whole numbers: a `Date` counts in a Double, which loses the last millisecond.
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let digits = String(rest)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        let wholeSeconds = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
        return "\(wholeSeconds.dropLast()).\(fraction)Z"
    }

    /// What `string(_:)` wrote, cut to whole seconds: `2026-11-22T22:41:46Z`.
    package static func wholeSeconds(_ text: String) -> String {
        text.prefix(while: { $0 != "." && $0 != "Z" }) + "Z"
    }
}
