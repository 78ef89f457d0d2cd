import FoundationEssentials
package import PipelineModel

/// How long a server asks to be left alone (`Retry-After`, RFC 9110 section 10.2.3).
package enum RetryAfter {
    /// The longest wait that a server is given.
    ///
    /// One that asks for more is asked again sooner: a mistaken header must not silence a sink for
    /// days.
    package static let longest = Duration.seconds(3600)

    /// The wait that a header asks for.
    ///
    /// - Parameters:
    ///   - header: seconds, or a date in the one form that RFC 9110 lets servers send
    ///     (`Sun, 06 Nov 1994 08:49:37 GMT`). Its two obsolete forms count as not understood.
    ///   - now: what a date is compared with.
    /// - Returns: at most `longest`; `nil` where the header says nothing that is understood.
    package static func wait(_ header: String, now: Timestamp) -> Duration? {
        if !header.isEmpty, header.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than fit are still a number of seconds, and a large one.
            return Int32(header).map { min(.seconds($0), longest) } ?? longest
        }
        guard let date = date(header) else { return nil }
        return min(max(now.duration(to: date), .zero), longest)
    }

    private static func date(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        let standard = "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z"
        guard let date = try? Date(standard, strategy: .iso8601) else { return nil }
        return Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
