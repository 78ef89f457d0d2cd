import ConfigFile
import Foundation
import TestSupport
import Testing

@Suite struct `The schema` {
    /// What one object of the schema takes, found by walking it as a config would.
    private struct Walker {
        let definitions: [String: Any]
        var objects: [String: Set<String>] = [:]
        var undescribed: [String] = []

        mutating func walk(_ schema: [String: Any], at path: String) {
            var schema = schema
            if let reference = schema["$ref"] as? String,
                let target = definitions[String(reference.dropFirst("#/$defs/".count))]
                    as? [String: Any]
            {
                schema.merge(target) { own, _ in own }
            }
            for alternative in schema["oneOf"] as? [[String: Any]] ?? [] {
                walk(alternative, at: path)
            }
            if let items = schema["items"] as? [String: Any] {
                walk(items, at: "\(path)[]")
            }
            if let others = schema["additionalProperties"] as? [String: Any] {
                walk(others, at: "\(path).*")
            }
            guard schema["additionalProperties"] as? Bool == false,
                let properties = schema["properties"] as? [String: [String: Any]]
            else { return }
            var path = path
            if let kind = properties["sink"]?["const"] as? String {
                path = path.replacing("[]", with: "[\(kind)]")
            }
            objects[path] = Set(properties.keys)
            for (key, property) in properties {
                let child = path == "$" ? key : "\(path).\(key)"
                walk(property, at: child)
                let target = (property["$ref"] as? String)
                    .flatMap { definitions[String($0.dropFirst("#/$defs/".count))] }
                let description =
                    property["description"] ?? (target as? [String: Any])?["description"]
                if description == nil { undescribed.append(child) }
            }
        }
    }

    @Test func `the schema and the reader know the same keys`() throws {
        let walker = try Self.walked()
        let known = ConfigKeys.objects.map { ($0.path, Set($0.keys)) }
        #expect(walker.objects == Dictionary(known) { first, _ in first })
        #expect(walker.undescribed == [])
    }

    @Test func `the reference names every key of every object`() throws {
        let reference = String(decoding: try Fixture.packageFile("docs/config.md"), as: UTF8.self)
        for object in ConfigKeys.objects {
            for key in object.keys {
                #expect(reference.contains("`\(key)`"), "\(object.path).\(key)")
            }
        }
    }

    @Test(.needsPython)
    func `valid files pass the schema`() async throws {
        let files =
            Fixture.names(in: "valid").map { Fixture.path("valid/\($0).json") }
            + [Fixture.packageRoot.appending(path: "config.example.json").path()]
        let verdicts = try await Self.verdicts(on: files)
        #expect(verdicts == files.map { _ in "valid" })
    }

    @Test(.needsPython)
    func `invalid files fail the schema unless their fault is beyond it`() async throws {
        let names = Fixture.names(in: "invalid")
        let verdicts = try await Self.verdicts(on: names.map { Fixture.path("invalid/\($0).json") })
        try #require(verdicts.count == names.count)
        let passed = zip(names, verdicts).filter { $1 == "valid" }.map(\.0)
        #expect(Set(passed) == Self.beyondTheSchema)
    }

    /// Faults that a schema cannot see: how the text is written, what refers to what, how long a
    /// duration is, who may read a file, what a secret holds.
    private static let beyondTheSchema: Set<String> = [
        "account-without-accounts", "bad-secret-that-was-read", "duplicate-key",
        "duration-out-of-range", "interval-order", "interval-order-by-default",
        "interval-order-by-default-minimum", "literal-secret", "literal-secret-in-header",
        "same-execution-in-two-watches", "same-header-twice", "same-sink-name",
        "unknown-account", "unreadable-secret",
    ]

    private static func walked() throws -> Walker {
        let data = Data(try Fixture.packageFile("docs/config.schema.json"))
        let schema = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any]
        )
        var walker = Walker(definitions: try #require(schema["$defs"] as? [String: Any]))
        walker.walk(schema, at: "$")
        return walker
    }

    private static func verdicts(on files: [String]) async throws -> [Substring] {
        let schema = Fixture.packageRoot.appending(path: "docs/config.schema.json").path()
        return try await Python.output(of: Fixture.path("oracle/validate.py"), [schema] + files)
            .split(separator: "\n")
    }
}
