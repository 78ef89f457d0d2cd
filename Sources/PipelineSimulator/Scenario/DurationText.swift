/// Durations as people write them: whole numbers with units, the largest first, such as `500ms`,
/// `3s` or `1h30m`.
package enum DurationText {
    private static let units: [(name: String, length: Duration)] = [
        ("d", .seconds(86_400)), ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)),
        ("ms", .milliseconds(1)),
    ]

    /// Reads a duration; `nil` where the text is not one, or not within 10 years.
    package static func parse(_ text: String) -> Duration? {
        var rest = Substring(text)
        var total = Duration.zero
        var unitsLeft = units[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number <= 315_360_000_000 else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard let unit = unitsLeft.firstIndex(where: { $0.name == name }) else { return nil }
            total += unitsLeft[unit].length * number
            unitsLeft = unitsLeft[(unit + 1)...]
        }
        return total <= .seconds(315_360_000) ? total : nil
    }
}
