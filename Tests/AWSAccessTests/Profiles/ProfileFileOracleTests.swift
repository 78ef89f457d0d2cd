import Foundation
import TestSupport
import Testing

@testable import AWSAccess

/// The parser against botocore's, where the two are meant to agree.
@Suite struct ProfileFileOracleTests {
    private static let texts: [String] = [
        "",
        "\n\n# nothing\n; here\n",
        "[default]\nregion=eu-west-1\n",
        "[default]\nREGION = eu-west-1\nOutput:json\n",
        "[profile a]\nregion = x\n[profile b]\nregion = y\n[c]\nregion = z\n",
        "[profile \"my profile\"]\na = 1\n[profile 'x']\nb = 2\n[profile my profile]\nc = 3\n",
        "[profile  spaced  ]\na = 1\n[profile\ttabbed]\na = 2\n",
        "[profile a\\ b]\na = 1\n[profile \"a\\\"b\\c\"]\na = 2\n[profile \"open]\na = 3\n",
        "[sso-session s]\nsso_region = x\n[services v]\ncodepipeline =\n  endpoint_url = http://h\n",
        "[default]\ns3 =\n  max = 1\n  name = a = b\n\n  # between\n  last=\nregion = x\n",
        "[default]\na = one\n  two\n\n   three\nb = 1\n",
        "[default]\n   a = 1\n   b = 2\n     more\n  c = 3\n",
        "   [default]\n   a = 1\n",
        "[default]\r\na = 1\r\n  b\r\nc = 2\r\n",
        "[default]\ra = 1\rb = 2",
        "[default]\na =\nb =   \nc = 3",
        "[default]\na = 1#x\nb = 2;y\nc = '#'\n",
        "[default]\n#a = 1\n  # b = 2\n ;c = 3\nd = 4\n",
        "[default]\na = 1\n# comment\n  continued\n",
        "[default]\na = \"quoted\"\nb = 'single'\nc = a=b:c\nd:e = f\n",
        "[default]\ncredential_process = run \"a ; b\" # c\n",
        "[default] # comment\na = 1\n",
        "[default]\nключ = значение\n[profile ünï]\na = 1\n",
        "[default]\n\ta = 1\n\t\tb\n",
        "[plugins]\nx = 1\n[toplevel]\ny =\n  z = 1\n",
        "[default]\na = 1\n\n\n\n",
        // Those that the CLI refuses.
        "a = 1\n[default]\n",
        "[default]\nnothing\n",
        "[default]\n= 1\n",
        "[default]\na =\n  nothing\n",
        "[default\na\n",
        "[]\na = 1\n",
        "text",
    ]

    private struct Parsed: Codable, Equatable, Sendable {
        let profiles: [String: [String: String]]
        let sso_sessions: [String: [String: String]]
        let services: [String: [String: String]]

        init(_ file: ProfileFile) throws {
            func flat(_ sections: [String: ProfileFile.Settings]) throws -> [String: [String:
                String]]
            {
                try sections.mapValues { try $0.mapValues(Self.text) }
            }
            profiles = try flat(file.profiles)
            sso_sessions = try flat(file.ssoSessions)
            services = try flat(file.services)
        }

        /// Nested settings as Python writes them: sorted, with a space after each comma and colon.
        private static func text(_ setting: ProfileSetting) throws -> String {
            guard let nested = setting.nested else { return setting.text }
            let members = try nested.sorted { $0.key < $1.key }.map { name, value in
                let encoded = try [name, value].map {
                    String(decoding: try JSONEncoder.plain.encode($0), as: UTF8.self)
                }
                return encoded.joined(separator: ": ")
            }
            return "{\(members.joined(separator: ", "))}"
        }
    }

    @Test(.needsPython)
    func `files are read as botocore reads them`() async throws {
        let answers = try await Python.ask(
            "profiles",
            in: .module,
            Self.texts,
            answering: [Parsed?].self
        )
        try #require(answers.count == Self.texts.count)
        for (text, answer) in zip(Self.texts, answers) {
            let file = ProfileFile(parsing: Array(text.utf8), kind: .config, path: "config")
            let parsed = file.problems.isEmpty ? try Parsed(file) : nil
            #expect(parsed == answer, "\(text.debugDescription)")
        }
    }

    @Test(.needsPython)
    func `random files are read as botocore reads them`() async throws {
        var generator = SeededGenerator(seed: 6)
        let pieces = [
            "[default]", "[profile a]", "[profile b c]", "[services v]", "x = 1", "y=2", "  z = 3",
            "    deeper", "empty =", "  in = side", "# note", "  ; note", "", "   ", "word",
            "u: v = w", "\tt = 4", "k = v\r",
        ]
        let texts = (0..<400).map { _ in
            let count = Int.random(in: 1...8, using: &generator)
            let lines = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }
            return Self.withoutRepetition(["[default]"] + lines).joined(separator: "\n")
        }
        let answers = try await Python.ask(
            "profiles",
            in: .module,
            texts,
            answering: [Parsed?].self
        )
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            let file = ProfileFile(parsing: Array(text.utf8), kind: .config, path: "config")
            let parsed = file.problems.isEmpty ? try Parsed(file) : nil
            #expect(parsed == answer, "\(text.debugDescription)")
        }
    }

    /// The CLI refuses a section or a setting that comes twice, which here is no mistake.
    private static func withoutRepetition(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { line in
            let name = line.drop(while: \.isWhitespace).prefix { $0 != "=" && $0 != ":" }
            return name.isEmpty || seen.insert(String(name)).inserted
        }
    }
}

extension JSONEncoder {
    fileprivate static var plain: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return encoder
    }
}
