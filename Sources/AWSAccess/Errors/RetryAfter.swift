internal import FoundationEssentials
internal import HTTPExchange

/// How long a service asks to be left alone.
enum RetryAfter {
    /// Longer waits are taken as this one: no service means to be left alone for days, and a
    /// number without bound is a fault that must not stop a watch for good.
    private static let longest = Duration.seconds(86_400)

    /// The wait that a reply asks for; `nil` where it asks for none that can be understood.
    ///
    /// `x-amz-retry-after` (milliseconds) is AWS's own and comes first; `Retry-After` is seconds
    /// or a date (RFC 9110 section 10.2.3).
    static func duration(of headers: [HTTPHeader], now: Date) -> Duration? {
        func value(_ name: String) -> String? {
            headers.first { $0.isNamed(name) }?.value
        }
        if let milliseconds = value("x-amz-retry-after").flatMap(number) {
            return min(.milliseconds(milliseconds), longest)
        }
        guard let text = value("retry-after") else { return nil }
        if let seconds = number(text) {
            return min(.seconds(seconds), longest)
        }
        guard let date = HTTPDate.parse(text) else { return nil }
        let seconds = date.timeIntervalSince(now)
        return seconds > 0 ? min(.seconds(seconds), longest) : .zero
    }

    private static func number(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 12,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int64(text)
    }
}
