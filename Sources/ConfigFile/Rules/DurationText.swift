/// The way a config writes a duration: `500ms`, `5s`, `2m`, `1h30m`, `7d`.
///
/// Whole numbers, each with its unit, in descending order and each unit once. Nothing else: a bare
/// number leaves its unit to be guessed, and two spellings of one duration help nobody.
enum DurationText {
    /// Why a text is not a duration.
    enum Fault: Error, Sendable, Equatable {
        case empty
        case noUnit
        case unknownUnit
        case fraction
        case sign
        case space
        case order
        case tooLong
        case unreadable
    }

    /// The units in the order they are to stand in, with their worth in milliseconds.
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    static func parse(_ text: String) -> Result<Duration, Fault> {
        guard !text.isEmpty else { return .failure(.empty) }
        var rest = Substring(text).utf8[...]
        var total: Int64 = 0
        var largestAllowed = 0
        while !rest.isEmpty {
            let digits = rest.prefix(while: ASCII.isDigit)
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix(while: ASCII.isLetter)
            guard !digits.isEmpty else { return .failure(fault(at: rest.first)) }
            guard !unit.isEmpty else {
                return .failure(rest.isEmpty ? .noUnit : fault(at: rest.first))
            }
            rest = rest.dropFirst(unit.count)
            guard let index = units.firstIndex(where: { $0.name.utf8.elementsEqual(unit) }) else {
                return .failure(.unknownUnit)
            }
            guard index >= largestAllowed else { return .failure(.order) }
            largestAllowed = index + 1
            guard let number = Int64(Substring(digits)) else { return .failure(.tooLong) }
            let (part, partOverflow) = number.multipliedReportingOverflow(
                by: units[index].milliseconds
            )
            let (sum, sumOverflow) = total.addingReportingOverflow(part)
            guard !partOverflow, !sumOverflow else { return .failure(.tooLong) }
            total = sum
        }
        return .success(.milliseconds(total))
    }

    /// Writes a duration of whole milliseconds that is not negative.
    static func format(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        var rest = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        guard rest > 0 else { return "0s" }
        var text = ""
        for unit in units where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text
    }

    private static func fault(at byte: UInt8?) -> Fault {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","): .fraction
        case UInt8(ascii: "-"), UInt8(ascii: "+"): .sign
        case UInt8(ascii: " "), UInt8(ascii: "\t"): .space
        default: .unreadable
        }
    }
}

extension DurationText.Fault {
    /// What is wrong, as what follows “the text is not a duration: ”.
    var text: String {
        switch self {
        case .empty: "it is empty"
        case .noUnit: "the unit is missing; write ms, s, m, h or d after the number"
        case .unknownUnit: "the units are ms, s, m, h and d, in lower case"
        case .fraction: "numbers must be whole; write \"1s500ms\" rather than \"1.5s\""
        case .sign: "it may not have a sign"
        case .space: "it may not have spaces"
        case .order: "units must stand in the order d, h, m, s, ms, each at most once"
        case .tooLong: "it is longer than can be counted"
        case .unreadable: "write numbers with units, such as \"500ms\", \"5s\" or \"1h30m\""
        }
    }
}
