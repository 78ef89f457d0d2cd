/// Finds the name that somebody meant who wrote another one.
enum NearMiss {
    /// The candidate nearest to a name, if it is near enough to be what was meant.
    ///
    /// The case of letters does not count; of several that are equally near, the first is taken.
    static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(name.lowercased().unicodeScalars.prefix(65))
        guard written.count <= 64 else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let meant = Array(candidate.lowercased().unicodeScalars.prefix(65))
            if written.count != meant.count, min(written.count, meant.count) >= 3,
                written.starts(with: meant) || meant.starts(with: written)
            {
                if best?.distance ?? .max > 1 { best = (candidate, 1) }
                continue
            }
            // Two slips in a long word are a slip; two in a word of four letters are another word.
            let tolerance = max(1, min(written.count, meant.count) / 3)
            guard abs(written.count - meant.count) <= tolerance else { continue }
            let distance = distance(from: written, to: meant)
            guard distance <= tolerance, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    /// The edit distance with transpositions of neighbours (optimal string alignment).
    private static func distance(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}

extension Sequence<String> {
    /// The names in double quotes with commas between: `"a", "b"`.
    var quotedList: String { map(\.quotedForMessage).joined(separator: ", ") }
}
