extension Unicode.Scalar {
    /// Whether the character can forge a line, drive a terminal, turn text around, or hide in it.
    ///
    /// Text of others may hold any of these, and none is ever shown as it is:
    /// - the control characters C0, DEL and C1: a terminal obeys ESC, and the C1 forms of the same
    ///   sequences; journald shows a value that has one as an array of bytes (`-o json`), and the
    ///   service manager drops it (`utf8_is_valid` and `unichar_is_control` in systemd's
    ///   `src/basic/utf8.c`);
    /// - the line and paragraph separators;
    /// - the marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode
    ///   UAX #9), which can show a text in another order than it has;
    /// - the code points that are no character (Unicode section 23.7), which journald and the
    ///   service manager do not take either;
    /// - the tags (U+E0000 to U+E007F), in which a whole text can be written unseen. Flags of
    ///   regions, such as Scotland's, are spelled with them and are the price.
    package var isHazardous: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x2028, 0x2029: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0xFDD0...0xFDEF: true
        case 0xE0000...0xE007F: true
        default: value & 0xFFFE == 0xFFFE
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
