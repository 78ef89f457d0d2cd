/// A text that must not reach any output: a key, a token, a signing secret, a URL that is one.
///
/// Printing, interpolating, dumping or reflecting it shows `‹secret›`. It is deliberately not
/// `Encodable`. The text itself is had by `reveal()` only, which is easy to search for.
package struct Secret: Sendable, Hashable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The secret text, for the one place that sends it or computes with it.
    package func reveal() -> String {
        text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "‹secret›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
