import FoundationEssentials

/// The members of one kind of object in the scenario file.
protocol ScenarioObject: Decodable {
    associatedtype CodingKeys: CodingKey & CaseIterable
}

/// Decodes an object, and refuses members that it does not have: a misspelt one must not pass as
/// left out.
struct Strict<Object: ScenarioObject>: Decodable {
    let object: Object

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyKey.self)
        let known = Object.CodingKeys.allCases.map(\.stringValue)
        for key in members.allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: members.codingPath + [key],
                    debugDescription:
                        "there is no such member; there are \(known.joined(separator: ", "))"
                )
            )
        }
        object = try Object(from: decoder)
    }
}

extension Strict: Sendable where Object: Sendable {}

/// What a step says of a member: nothing, a new value, or (`null`) that it is gone.
enum Change<Value: Decodable> {
    case none
    case to(Value?)

    /// Changes the member as the step says.
    func apply<Target>(to member: inout Target?, _ convert: (Value) throws -> Target) rethrows {
        if case .to(let value) = self {
            member = try value.map(convert)
        }
    }

    func apply(to member: inout Value?) {
        apply(to: &member) { $0 }
    }
}

extension KeyedDecodingContainer {
    /// Reads a member that may be left out, and for which `null` has a meaning.
    func change<Value: Decodable>(_ key: Key) throws -> Change<Value> {
        guard contains(key) else { return .none }
        return .to(try decodeIfPresent(Value.self, forKey: key))
    }
}

/// A coding key of any name, to list what is there.
struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }
}

extension ScenarioProblem {
    /// Says what the decoder found, by the path it found it at.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath + [key]), message: "is missing")
        case .typeMismatch(let type, let context):
            self.init(
                path: Self.path(context.codingPath),
                message: "must be \(Self.name(of: type))"
            )
        case .valueNotFound(let type, let context):
            self.init(
                path: Self.path(context.codingPath),
                message: "must be \(Self.name(of: type)), not null"
            )
        case .dataCorrupted(let context):
            var message = context.debugDescription
            if let cause = context.underlyingError { message += " \(cause)" }
            self.init(path: Self.path(context.codingPath), message: message)
        @unknown default:
            self.init(path: "$", message: "cannot be read")
        }
    }

    /// A coding path as people write it: `pipelines[0].name`.
    static func path(_ keys: [any CodingKey]) -> String {
        var text = ""
        for key in keys {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return text.isEmpty ? "$" : text
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Double.Type: "a number"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any ArrayShape.Type: "a list"
        default: "an object"
        }
    }
}

/// Stands for every `Array`, whatever its elements.
private protocol ArrayShape {}
extension Array: ArrayShape {}
