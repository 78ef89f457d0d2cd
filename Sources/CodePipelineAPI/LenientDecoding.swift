internal import FoundationEssentials
internal import PipelineModel

/// What a member of a reply is read with: `nil` where it is left out, null, or of another type.
///
/// One member that is not as documented must not lose the status, for which the reply was asked.
extension KeyedDecodingContainer {
    func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        try? decodeIfPresent(type, forKey: key)
    }

    /// A list without those of its elements that are not of the type.
    func lenientList<Element: Decodable>(_ type: Element.Type, _ key: Key) -> [Element]? {
        lenient([Lenient<Element>].self, key)?.compactMap(\.value)
    }

    /// A moment: a number of seconds since 1970, perhaps with a fraction, as the API's protocol
    /// has it (AWS JSON 1.1), or an ISO 8601 text, as other protocols of AWS have it.
    func lenientTimestamp(_ key: Key) -> Timestamp? {
        let seconds: Double
        if let number = lenient(Double.self, key) {
            seconds = number
        } else if let text = lenient(String.self, key),
            let number = Double(text)
                ?? (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970
        {
            seconds = number
        } else {
            return nil
        }
        // The years 1 to 9999, beyond which nothing can write a date.
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
        return Timestamp(milliseconds: Int64((seconds * 1_000).rounded()))
    }
}

/// An element of a list that may be of another type than its neighbours.
private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)
    }
}
