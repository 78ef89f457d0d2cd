internal import FoundationEssentials

/// The time of an HTTP header such as `Date`: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110 section 5.6.7, the one form that a sender may still use.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment that a header's value says; `nil` where it is not of the form.
    static func parse(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].count == 4, parts[0].last == ",", parts[5] == "GMT",
            let day = number(parts[1], within: 1...31),
            let month = months.firstIndex(of: String(parts[2])),
            let year = number(parts[3], within: 1...9_999)
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3,
            let hour = number(clock[0], within: 0...23),
            let minute = number(clock[1], within: 0...59),
            let second = number(clock[2], within: 0...60)
        else { return nil }
        let civil = CalendarDay(year: year, month: Int64(month + 1), day: day)
        guard CalendarDay(daysSince1970: civil.daysSince1970) == civil else { return nil }
        let seconds = civil.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds))
    }

    private static func number(_ text: Substring, within allowed: ClosedRange<Int64>) -> Int64? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int64(text)
        else { return nil }
        return allowed.contains(value) ? value : nil
    }
}
