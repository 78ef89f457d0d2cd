import FoundationEssentials
package import PipelineModel

/// Moments as RFC 3339 writes them, always in UTC and with `Z`.
package enum RFC3339 {
    /// The years that RFC 3339 has digits for; a moment outside of them is moved to the border.
    private static let range = -62_167_219_200_000...253_402_300_799_999 as ClosedRange<Int64>

    /// A moment with its milliseconds: `2026-11-22T22:41:46.120Z`.
    package static func string(_ moment: Timestamp) -> String {
        let milliseconds = min(max(moment.milliseconds, range.lowerBound), range.upperBound)
        // Split in whole numbers: a `Date` counts in a Double, which loses the last millisecond.
        var (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        if rest < 0 {
            seconds -= 1
            rest += 1000
        }
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
