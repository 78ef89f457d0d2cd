package import FoundationEssentials

/// The time of an HTTP header such as `Date`: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110 section 5.6.7, the one form that a sender may still use, of fixed length. Its
/// two obsolete forms count as not understood.
package enum HTTPDate {
    private static let weekdays = ["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment that a header's value says; `nil` where it is not of the form.
    ///
    /// A weekday that is not that of the day is passed over, since the moment is clear without it.
    package static func parse(_ text: String) -> Date? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, weekdays.contains(String(parts[0])), parts[5] == "GMT",
            let day = number(parts[1], digits: 2, within: 1...31),
            let month = months.firstIndex(of: String(parts[2])),
            let year = number(parts[3], digits: 4, within: 1...9_999)
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
        // Second 60 is a leap second.
        guard clock.count == 3,
            let hour = number(clock[0], digits: 2, within: 0...23),
            let minute = number(clock[1], digits: 2, within: 0...59),
            let second = number(clock[2], digits: 2, within: 0...60)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let civil = DateComponents(year: year, month: month + 1, day: day)
        guard civil.isValidDate(in: calendar), let midnight = calendar.date(from: civil)
        else { return nil }
        return midnight.addingTimeInterval(Double(hour * 3_600 + minute * 60 + second))
    }

    private static func number(
        _ text: Substring,
        digits: Int,
        within allowed: ClosedRange<Int>
    ) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int(text)
        else { return nil }
        return allowed.contains(value) ? value : nil
    }
}
