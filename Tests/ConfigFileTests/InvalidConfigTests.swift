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
}
