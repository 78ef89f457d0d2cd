/// Collects what is wrong with a config, in whatever order it is found.
///
/// It keeps the first problems in the order of the file and counts the rest, so that a file of
/// millions of faults costs no more than one of a hundred.
final class ProblemList {
    /// A problem whose places are still counted in bytes.
    private struct Entry {
        var offset: Int
        /// Of several problems at one place, the one found first comes first.
        var order: Int
        var path: JSONPath
        var message: String
        var related: Int?
    }

    private var entries: [Entry] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Notes a problem.
    ///
    /// - Parameters:
    ///   - offset: the place of the first byte that is wrong.
    ///   - path: the way to the value, or to the key that is wrong.
    ///   - message: what is wrong and what to write instead.
    ///   - related: a place to name at the end of the message, which then ends in “at”.
    func report(at offset: Int, _ path: JSONPath, _ message: String, related: Int? = nil) {
        entries.append(
            Entry(offset: offset, order: count, path: path, message: message, related: related)
        )
        count += 1
        if entries.count >= 8 * ConfigProblems.maximumCount { keepFirst() }
    }

    /// The problems with the lines and columns that the places have in the text.
    func located(in bytes: [UInt8]) -> ConfigProblems {
        keepFirst()
        let positions = SourcePosition.positions(
            of: entries.flatMap { [$0.offset, $0.related].compactMap(\.self) },
            in: bytes
        )
        let start = SourcePosition(line: 1, column: 1)
        let problems = entries.map { entry in
            let position = positions[entry.offset] ?? start
            let related = entry.related.flatMap { positions[$0] }
            return ConfigProblem(
                line: position.line,
                column: position.column,
                path: entry.path.text,
                message: entry.message
                    + (related.map { " line \($0.line), column \($0.column)" } ?? "")
            )
        }
        return ConfigProblems(problems: problems, omitted: count - problems.count)
    }

    private func keepFirst() {
        entries.sort { ($0.offset, $0.order) < ($1.offset, $1.order) }
        entries = Array(entries.prefix(ConfigProblems.maximumCount))
    }
}
