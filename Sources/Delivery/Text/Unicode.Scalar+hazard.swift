extension Unicode.Scalar {
    /// Whether the character can forge a line, drive a terminal, or turn text around.
    ///
    /// These are the control characters C0, DEL and C1 (a terminal obeys ESC, and the C1 forms of
    /// the same sequences), the line and paragraph separators, and the marks, embeddings,
    /// overrides and isolates of the bidirectional algorithm (Unicode UAX #9), which can show a
    /// text in another order than it has. All are below U+10000.
    var isHazardous: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x2028, 0x2029: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether the character separates words or lines: a space, a tab, any end of a line.
    var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
