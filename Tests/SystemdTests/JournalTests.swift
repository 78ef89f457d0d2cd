import Foundation
import Glibc
import Systemd
import TestSupport
import Testing

struct JournalTests {
    static let hasJournal = access("/run/systemd/journal/socket", F_OK) == 0

    @Test(.disabled(if: hasJournal, "this machine has a journal"))
    func `a machine without a journal is a failure, not a silence`() {
        #expect(throws: SystemCallFailure(call: "access", code: ENOENT)) {
            try Journal.send(JournalEntry(fields: [("MESSAGE", Array("x".utf8))]))
        }
    }

    @Test(
        .enabled(if: hasJournal && geteuid() == 0, "needs a journal, and root to read it back"),
        .timeLimit(.minutes(1))
    )
    func `an entry is in the journal as it was sent`() async throws {
        let id = "\(UInt64.random(in: .min ... .max))"
        let long = String(repeating: "0123456789", count: 50_000)
        try Journal.send(
            JournalEntry(fields: [
                ("MESSAGE", Array("\u{1B}[31mweb\nPRIORITY=0".utf8)),
                ("PRIORITY", Array("5".utf8)),
                ("PIPEWATCHD_TEST", Array(id.utf8)),
                ("PIPEWATCHD_LINES", Array("a\nPRIORITY=0\nb".utf8)),
                ("PIPEWATCHD_LONG", Array(long.utf8)),
                ("PIPEWATCHD_TWICE", Array("1".utf8)),
                ("PIPEWATCHD_TWICE", Array("2".utf8)),
            ])
        )
        try await #expect(Command.run("journalctl", ["--sync"]).isSuccess)

        let output = try await Command.run(
            "journalctl",
            ["--all", "--output=json", "PIPEWATCHD_TEST=\(id)"]
        )
        let entry = try #require(
            try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8))
                as? [String: Any]
        )
        #expect(entry["MESSAGE"] as? String == "\\u001B[31mweb\\nPRIORITY=0")
        #expect(entry["PRIORITY"] as? String == "5")
        #expect(entry["PIPEWATCHD_LINES"] as? String == "a\nPRIORITY=0\nb")
        #expect(entry["PIPEWATCHD_LONG"] as? String == long)
        #expect(entry["PIPEWATCHD_TWICE"] as? [String] == ["1", "2"])
        #expect(entry["_TRANSPORT"] as? String == "journal")
    }
}
