/// Makes text of others safe to show within a line of ours.
///
/// A commit message, a status summary or a name comes from whoever may push or configure
/// something. It must not be able to begin a line, to drive the terminal it is read in, or to
/// pass for another part of the line.
package enum PlainText {
    /// Puts a text on one line: a run of blanks becomes a space, what is hazardous becomes U+FFFD.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - limit: the most characters to keep. A character can be made of any number of code
    ///     points, so no more than four bytes for each of them are kept, either.
    /// - Returns: the text, with “…” at its end where it was cut.
    package static func line(_ text: String, limit: Int) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isBlank {
                if let last = clean.last, last != " " { clean.append(" ") }
            } else {
                clean.append(scalar.isHazardous ? "\u{FFFD}" : scalar)
            }
        }
        if clean.last == " " { clean.removeLast() }
        return cut(String(clean), limit: limit)
    }

    /// The text in double quotes, of which none is inside.
    package static func quoted(_ text: String, limit: Int) -> String {
        let inside = line(text, limit: limit).map { $0 == "\"" ? "'" : $0 }
        return "\"\(String(inside))\""
    }

    /// A name as it is, where it is made of what AWS allows in names; any other in quotes.
    ///
    /// So a name cannot hold a blank or punctuation of ours, nor begin a line with the `<3>` that
    /// the journal takes for a priority.
    package static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case 0x2D, 0x2E, 0x40, 0x5F: true
            default: false
            }
        }
        return isPlain && !text.isEmpty && text.utf8.count <= 100 ? text : quoted(text, limit: 100)
    }

    private static func cut(_ text: String, limit: Int) -> String {
        var end = text.startIndex
        var kept = 0
        var bytesLeft = limit * 4
        while end < text.endIndex, kept < limit {
            let next = text.index(after: end)
            let size = text.utf8.distance(from: end, to: next)
            guard size <= bytesLeft else { break }
            bytesLeft -= size
            kept += 1
            end = next
        }
        guard end < text.endIndex else { return text }
        // One character that alone is too long, such as a letter under thousands of accents.
        if kept == 0 {
            while end < text.endIndex {
                let size = UTF8.width(text.unicodeScalars[end])
                guard size <= bytesLeft else { break }
                bytesLeft -= size
                end = text.unicodeScalars.index(after: end)
            }
        }
        let head = text[..<end]
        return (head.last == " " ? head.dropLast() : head) + "…"
    }
}
