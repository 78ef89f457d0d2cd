import Foundation
import PipelineModel
import StateStore
import TestSupport
import Testing

@Suite struct StateFileTests {
    let directory: TemporaryDirectory
    let path: String
    let now = Timestamp(milliseconds: 1_800_000_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("state.sqlite")
    }

    func failure(_ body: () throws(StateFailure) -> Void) -> StateFailure? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a second daemon is refused while the first holds the file`() throws {
        let first = try StateStore(path: path, now: now)
        let refused = failure { () throws(StateFailure) in
            _ = try StateStore(path: path, now: now)
        }
        #expect(refused?.kind == .locked)
        first.close()
    }

    @Test func `the file is free again when its holder is gone`() throws {
        do { _ = try StateStore(path: path, now: now) }
        _ = try StateStore(path: path, now: now)
    }

    @Test func `a file of a newer version is refused and left as it is`() async throws {
        do { _ = try StateStore(path: path, now: now) }
        try await sqlite("INSERT INTO grdb_migrations VALUES ('9 from the future')")
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let refused = failure { () throws(StateFailure) in
            _ = try StateStore(path: path, now: now)
        }
        #expect(refused?.kind == .tooNew)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test(arguments: ["this is not a database, whatever else it may be".data(using: .utf8), nil])
    func `a damaged file is set aside and a new one begun`(_ content: Data?) async throws {
        if let content {
            try content.write(to: URL(fileURLWithPath: path))
        } else {
            do { _ = try StateStore(path: path, now: now) }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes.replaceSubrange(
                4_096..<bytes.count,
                with: Data(repeating: 0xA5, count: bytes.count - 4_096)
            )
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        let damaged = try Data(contentsOf: URL(fileURLWithPath: path))
        let store = try StateStore(path: path, now: now)
        guard case .setAside(let aside, _)? = store.findings.first else {
            Issue.record("nothing was found")
            return
        }
        #expect(aside == path + ".damaged-1800000000")
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == damaged)
        #expect(try await store.waiting() == [:])
    }

    @Test func `a directory that is not there is named`() throws {
        let refused = failure { () throws(StateFailure) in
            _ = try StateStore(path: directory.file("none/state.sqlite"), now: now)
        }
        #expect(refused?.message.contains("none/state.sqlite") == true)
    }

    /// Runs SQL on the file with another SQLite than ours.
    func sqlite(_ statement: String) async throws {
        let result = try await Command.run("sqlite3", [path, statement])
        #expect(result.exitCode == 0, "\(result.standardError)")
    }
}
