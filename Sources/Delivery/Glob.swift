/// A pattern for names: `*` stands for any characters, `?` for one, anything else for itself.
struct Glob: Sendable, Equatable {
    private let pattern: [Unicode.Scalar]

    init(_ pattern: String) {
        self.pattern = Array(pattern.unicodeScalars)
    }

    /// Whether the whole name fits the pattern, letters being taken as they are written.
    ///
    /// Only the last `*` met is ever widened: whatever an earlier one could take instead, the last
    /// one can take too. So the work is at most the product of the two lengths, for any pattern.
    func matches(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        var position = 0
        var next = 0
        var star: (after: Int, tookUpTo: Int)?
        while position < name.count {
            if next < pattern.count, pattern[next] == "*" {
                next += 1
                star = (after: next, tookUpTo: position)
            } else if next < pattern.count, pattern[next] == "?" || pattern[next] == name[position]
            {
                next += 1
                position += 1
            } else if let last = star {
                star = (after: last.after, tookUpTo: last.tookUpTo + 1)
                next = last.after
                position = last.tookUpTo + 1
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "*" }
    }
}
