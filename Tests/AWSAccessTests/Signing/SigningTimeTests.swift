import Foundation
import Testing

@testable import AWSAccess

@Suite struct SigningTimeTests {
    @Test(arguments: [
        (0, "19700101T000000Z"),
        (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"),
        (1_440_938_160, "20150830T123600Z"),
        (4_107_542_400, "21000301T000000Z"),
        (-1, "19691231T235959Z"),
    ])
    func `a moment is spelled as AWS wants it`(seconds: Int, text: String) {
        let date = Date(timeIntervalSince1970: Double(seconds))
        #expect(SigningTime(date).text == text)
        #expect(SigningTime(text: text)?.date == date)
    }

    @Test func `a fraction is cut off, not rounded`() {
        #expect(SigningTime(Date(timeIntervalSince1970: 59.999)).text == "19700101T000059Z")
    }

    @Test func `days are those of the calendar`() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for days in stride(from: -30_000, through: 80_000, by: 13) {
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(days) * 86_400)
            )
            let day = CalendarDay(daysSince1970: Int64(days))
            #expect(parts.year == Int(day.year))
            #expect(parts.month == Int(day.month))
            #expect(parts.day == Int(day.day))
            #expect(day.daysSince1970 == Int64(days))
        }
    }

    @Test(arguments: [
        "", "20150830", "20150830T123600", "20150830T123600+", "20150230T123600Z",
        "20151330T123600Z", "20150830T243600Z", "2015-830T123600Z", "２０150830T1236Z",
    ])
    func `another form is no signing time`(text: String) {
        #expect(SigningTime(text: text) == nil)
    }
}
