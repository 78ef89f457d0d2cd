package import FoundationEssentials

extension HTTPReply {
    /// How long the server asks to be left alone (`Retry-After`, RFC 9110 section 10.2.3).
    ///
    /// - Parameter now: what a date is compared with.
    /// - Returns: what the header says in seconds, or the time to its date, to the millisecond and
    ///   zero where it has passed; `nil` where it says nothing that is understood. There is no
    ///   longest wait: a server can ask for 292 billion years, so the caller sets one.
    package func retryAfter(at now: Date) -> Duration? {
        if let seconds = wholeNumber("retry-after") {
            return .seconds(seconds)
        }
        guard let date = header("retry-after").flatMap(HTTPDate.parse) else { return nil }
        // A date counts in a Double, in which a difference is not quite what it seems.
        let milliseconds = (date.timeIntervalSince(now) * 1_000).rounded()
        return max(.milliseconds(Int64(milliseconds)), .zero)
    }

    /// The value of the first header of that name where it is digits and nothing else.
    ///
    /// One that is greater than can be counted is the greatest that can (RFC 9111 section 1.2.2
    /// wants that of seconds).
    package func wholeNumber(_ name: String) -> Int64? {
        guard let text = header(name), !text.isEmpty,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int64(text) ?? .max
    }
}
