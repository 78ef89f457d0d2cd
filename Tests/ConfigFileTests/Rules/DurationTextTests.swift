import Testing

@testable import ConfigFile

@Suite struct `Durations` {
    @Test(
        arguments: [
            ("0s", .zero), ("500ms", .milliseconds(500)), ("5s", .seconds(5)),
            ("2m", .seconds(120)), ("90m", .seconds(5_400)), ("1h30m", .seconds(5_400)),
            ("7d", .seconds(604_800)), ("1d2h3m4s5ms", .milliseconds(93_784_005)),
            ("1h5ms", .milliseconds(3_600_005)), ("007s", .seconds(7)),
            ("9223372036854775807ms", .milliseconds(Int64.max)),
        ] as [(String, Duration)]
    )
    func `a number with a unit is a duration`(_ text: String, _ duration: Duration) throws {
        #expect(try DurationText.parse(text).get() == duration)
    }

    @Test(
        arguments: [
            ("", .empty), ("5", .noUnit), ("1h30", .noUnit), ("5S", .unknownUnit),
            ("5 s", .space), (" 5s", .space), ("5s ", .space), ("-5s", .sign), ("+5s", .sign),
            ("1.5s", .fraction), ("1,5s", .fraction), ("30m1h", .order), ("1s1s", .order),
            ("1ms1s", .order), ("5w", .unknownUnit), ("5min", .unknownUnit), ("s", .unreadable),
            ("soon", .unreadable), ("5µs", .unreadable), ("５s", .unreadable),
            ("5s\0", .unreadable), ("9223372036854775808ms", .tooLong),
            ("106751991168d", .tooLong), ("106751991167d999999999h", .tooLong),
            ("99999999999999999999s", .tooLong),
        ] as [(String, DurationText.Fault)]
    )
    func `anything else says why not`(_ text: String, _ fault: DurationText.Fault) {
        #expect(throws: fault) { try DurationText.parse(text).get() }
        #expect(!fault.text.isEmpty)
    }

    @Test(arguments: ["0s", "1ms", "500ms", "5s", "1m", "1h30m", "7d", "1d2h3m4s5ms"])
    func `what is written is what was read`(_ text: String) throws {
        #expect(DurationText.format(try DurationText.parse(text).get()) == text)
    }
}
