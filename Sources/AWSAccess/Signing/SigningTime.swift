package import FoundationEssentials

/// The moment a request is signed at, in the two spellings that Signature Version 4 uses.
///
/// Source: "Create a signed AWS API request" in the IAM User Guide: ISO 8601 basic format, UTC.
package struct SigningTime: Sendable, Hashable {
    /// The whole moment, as `X-Amz-Date` carries it: `20150830T123600Z`.
    package let text: String

    /// The day of the scope: `20150830`.
    package var day: Substring {
        text.prefix(8)
    }

    /// The moment in whole seconds; a fraction is cut off, as the text cannot carry it.
    package init(_ date: Date) {
        let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
        let (days, secondOfDay) = seconds.quotientAndFloor(by: 86_400)
        let day = CalendarDay(daysSince1970: days)
        text = String(unsafeUninitializedCapacity: 16) { buffer in
            func put(_ value: Int64, at offset: Int, digits: Int) {
                var rest = value
                for index in stride(from: offset + digits - 1, through: offset, by: -1) {
                    buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
            put(max(0, day.year), at: 0, digits: 4)
            put(day.month, at: 4, digits: 2)
            put(day.day, at: 6, digits: 2)
            buffer[8] = UInt8(ascii: "T")
            put(secondOfDay / 3_600, at: 9, digits: 2)
            put(secondOfDay / 60 % 60, at: 11, digits: 2)
            put(secondOfDay % 60, at: 13, digits: 2)
            buffer[15] = UInt8(ascii: "Z")
            return 16
        }
    }

    /// The moment that an `X-Amz-Date` header carries; `nil` where the text is not of its form.
    package init?(text: String) {
        guard Self.seconds(of: text) != nil else { return nil }
        self.text = text
    }

    /// The moment as a date.
    package var date: Date {
        Date(timeIntervalSince1970: Double(Self.seconds(of: text) ?? 0))
    }

    private static func seconds(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ range: Range<Int>, within allowed: ClosedRange<Int64>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return allowed.contains(value) ? value : nil
        }
        guard let year = number(0..<4, within: 1...9_999),
            let month = number(4..<6, within: 1...12),
            let day = number(6..<8, within: 1...31),
            let hour = number(9..<11, within: 0...23),
            let minute = number(11..<13, within: 0...59),
            let second = number(13..<15, within: 0...59)
        else { return nil }
        let civil = CalendarDay(year: year, month: month, day: day)
        guard CalendarDay(daysSince1970: civil.daysSince1970) == civil else { return nil }
        return civil.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second
    }
}
