/// One value of a JSON document and where it stands.
struct JSONValue: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case null
        case bool(Bool)
        /// The digits as they stand: whether they fit is judged by whoever knows what they mean.
        case number(String)
        case string(String)
        case array([JSONValue])
        /// In the order of the document, with every duplicate.
        case object([JSONMember])
        /// Something stands here whose fault is reported already.
        case invalid
    }

    /// The place of the first byte, counted from 0.
    var offset: Int
    var content: Content
}

/// One key of an object with its value.
struct JSONMember: Sendable, Equatable {
    var key: String
    /// The place of the key's opening quote, counted from 0.
    var keyOffset: Int
    var value: JSONValue
}

/// What reading a text as JSON came to.
struct JSONDocument: Sendable, Equatable {
    /// The whole tree; `nil` where a fault left no sense in reading on.
    var value: JSONValue?
    /// In the order of the text; empty exactly when the text is JSON without duplicate keys.
    var faults: [JSONFault]
}
