extension String {
    /// The text on one line, for people who need its words and not its layout.
    ///
    /// A run of blanks becomes a space, at either end nothing, and what is hazardous U+FFFD.
    package var onOneLine: String {
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.isBlank {
                if let last = line.last, last != " " { line.append(" ") }
            } else {
                line.append(scalar.isHazardous ? "\u{FFFD}" : scalar)
            }
        }
        if line.last == " " { line.removeLast() }
        return String(line)
    }
}
