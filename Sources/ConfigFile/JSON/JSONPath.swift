/// The way from the root of a document to one of its values.
///
/// A linked list, so that a step down costs one allocation however deep the value lies.
indirect enum JSONPath: Sendable, Equatable {
    case root
    case member(JSONPath, String)
    case element(JSONPath, Int)

    subscript(key: String) -> JSONPath { .member(self, key) }
    subscript(index: Int) -> JSONPath { .element(self, index) }

    /// The path as people write it: `watch[0].executions[2]`, and `$` for the root.
    ///
    /// A key that is not a plain word is quoted, made harmless and cut, as it is untrusted.
    var text: String {
        switch self {
        case .root:
            "$"
        case .element(let parent, let index):
            "\(parent.text)[\(index)]"
        case .member(.root, let key) where Self.isPlain(key):
            key
        case .member(let parent, let key) where Self.isPlain(key):
            "\(parent.text).\(key)"
        case .member(let parent, let key):
            "\(parent.text)[\(key.quotedForMessage)]"
        }
    }

    private static func isPlain(_ key: String) -> Bool {
        (1...40).contains(key.utf8.count)
            && key.utf8.allSatisfy {
                ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }
}
