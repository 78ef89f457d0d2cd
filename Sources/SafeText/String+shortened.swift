extension String {
    /// The text cut to a number of characters.
    ///
    /// A character can be made of any number of code points, so no more than four bytes for each
    /// are kept, either.
    ///
    /// - Parameter limit: the most characters to keep.
    /// - Returns: the text, with “…” in place of what was cut.
    package func shortened(toCharacters limit: Int) -> String {
        shortened(toCharacters: limit, bytes: limit * 4)
    }

    /// The text cut to a number of bytes of UTF-8, between characters.
    ///
    /// - Parameter limit: the most bytes to keep.
    /// - Returns: the text, with “…” in place of what was cut, which counts as none of the bytes.
    package func shortened(toBytes limit: Int) -> String {
        shortened(toCharacters: .max, bytes: limit)
    }

    private func shortened(toCharacters limit: Int, bytes: Int) -> String {
        var end = startIndex
        var kept = 0
        var bytesLeft = bytes
        while end < endIndex, kept < limit {
            let next = index(after: end)
            let size = utf8.distance(from: end, to: next)
            guard size <= bytesLeft else { break }
            bytesLeft -= size
            kept += 1
            end = next
        }
        guard end < endIndex else { return self }
        // One character that alone is too long, such as a letter under thousands of accents.
        if kept == 0 {
            while end < endIndex {
                let size = UTF8.width(unicodeScalars[end])
                guard size <= bytesLeft else { break }
                bytesLeft -= size
                end = unicodeScalars.index(after: end)
            }
        }
        let head = self[..<end]
        return (head.last == " " ? head.dropLast() : head) + "…"
    }
}
