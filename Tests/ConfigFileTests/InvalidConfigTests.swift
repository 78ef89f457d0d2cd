import ConfigFile
import Testing

@Suite struct `Invalid configs` {
    /// One fault, one file, and beside it the exact lines that a user sees.
    @Test(arguments: Fixture.names(in: "invalid"))
    func `each fault is told in its place and its words`(_ fault: String) throws {
        let bytes = try Fixture.bytes("invalid/\(fault).json")
        let expected = String(
            decoding: try Fixture.bytes("invalid/\(fault).expected"),
            as: UTF8.self
        )
        let problems = #expect(throws: ConfigProblems.self) {
            try Config.read(bytes: bytes, surroundings: .fixtures)
        }
        let lines = try #require(problems).rendered(file: "config.json")
        #expect(lines.map { $0 + "\n" }.joined() == expected)
        #expect(!lines.joined().contains("SENTINEL"))
    }

    @Test func `there is a fixture for each fault`() {
        #expect(Fixture.names(in: "invalid").count >= 90)
    }

    @Test func `a file that is too long is refused unread`() {
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: Config.maximumBytes + 1)
        let problem = ConfigProblem(
            line: 1,
            column: 1,
            path: "$",
            message: "the file is longer than 16 MiB, which no config is"
        )
        #expect(throws: ConfigProblems(problems: [problem])) {
            try Config.read(bytes: bytes, surroundings: .fixtures)
        }
    }

    @Test func `of very many problems the first hundred are told`() throws {
        let bytes = Array(
            "{\"watch\":[\(Array(repeating: "1", count: 100_000).joined(separator: ","))]}".utf8
        )
        let problems = #expect(throws: ConfigProblems.self) {
            try Config.read(bytes: bytes, surroundings: .fixtures)
        }
        #expect(problems?.problems.map(\.path) == (0..<100).map { "watch[\($0)]" })
        #expect(problems?.omitted == 99_900)
        #expect(problems?.rendered(file: "c").last == "… and 99900 more")
    }
}
