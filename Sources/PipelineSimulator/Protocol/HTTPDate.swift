import AWSAccess
import FoundationEssentials

/// Moments as HTTP spells them (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment in whole seconds, from 1970 on.
    static func text(_ date: Date) -> String {
        let days = Int(max(0, date.timeIntervalSince1970) / 86_400)
        // The same digits in another order: YYYYMMDDThhmmssZ.
        let digits = Array(SigningTime(date).text)
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let month = months[((Int(part(4..<6)) ?? 1) - 1) % 12]
        return "\(weekdays[days % 7]), \(part(6..<8)) \(month) \(part(0..<4)) "
            + "\(part(9..<11)):\(part(11..<13)):\(part(13..<15)) GMT"
    }
}
