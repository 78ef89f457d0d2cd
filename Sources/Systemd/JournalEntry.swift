import SafeText

/// One entry of the journal: its fields, in order.
///
/// A field may occur several times. A value is any bytes of any length, kept exactly, except that
/// of `MESSAGE`: it is what people read, so control characters in it are escaped (`\n`, `\u001B`)
/// and bytes that are not UTF-8 become U+FFFD. With them journald would keep it all the same, but
/// `journalctl -o json` would show an array of numbers, and a terminal might obey it.
package struct JournalEntry: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package let name: JournalFieldName
        package let value: [UInt8]
    }

    package private(set) var fields: [Field] = []

    package init() {}

    /// Makes an entry of fields whose names are still to be checked.
    ///
    /// - Throws: `InvalidJournalFieldName` for the first name that is not one.
    package init(
        fields: [(name: String, value: [UInt8])]
    ) throws(InvalidJournalFieldName) {
        for (name, value) in fields {
            append(try JournalFieldName(name), bytes: value)
        }
    }

    package mutating func append(_ name: JournalFieldName, _ value: String) {
        let text = name == .message ? value.escapingHazards : value
        fields.append(Field(name: name, value: Array(text.utf8)))
    }

    package mutating func append(_ name: JournalFieldName, bytes: [UInt8]) {
        if name == .message {
            append(name, String(decoding: bytes, as: UTF8.self))
        } else {
            fields.append(Field(name: name, value: bytes))
        }
    }

    /// Each field as `sd_journal_sendv` takes it: the name, `=`, and the value to its end.
    ///
    /// Nothing in a value can end it: libsystemd sends one that has a newline with its length.
    package var encodedFields: [[UInt8]] {
        fields.map { field in
            Array(field.name.text.utf8) + [UInt8(ascii: "=")] + field.value
        }
    }
}
