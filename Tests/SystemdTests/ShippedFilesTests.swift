import Foundation
import TestSupport
import Testing

/// The files under `systemd/`, judged by systemd's own tools.
struct ShippedFilesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "systemd")
    private static let unit = folder.appending(path: "pipewatchd.service")
    private static let catalog = folder.appending(path: "pipewatchd.catalog")

    @Test(.enabled(if: Command.exists("systemd-analyze"), "needs systemd-analyze"))
    func `systemd finds nothing wrong with the unit`() async throws {
        // The program need not be installed here, and verifying looks for it.
        let text = try String(contentsOf: Self.unit, encoding: .utf8)
            .replacing("/usr/bin/pipewatchd", with: "/bin/true")
        let copy = try TemporaryDirectory()
        let path = try copy.write(text, to: "pipewatchd.service")
        let result = try await Command.run("systemd-analyze", ["verify", path])
        #expect(result.isSuccess)
        #expect(result.standardOutput + result.standardError == "")
    }

    @Test(.enabled(if: Command.exists("systemd-analyze"), "needs systemd-analyze"))
    func `the unit is exposed to 1.2 at most`() async throws {
        let result = try await Command.run(
            "systemd-analyze",
            ["security", "--offline=true", "--no-pager", "--threshold=12", Self.unit.path]
        )
        #expect(result.isSuccess, "\(result.standardOutput)\(result.standardError)")
        #expect(result.standardOutput.contains("Overall exposure level for pipewatchd.service: 1."))
    }

    @Test(arguments: [
        "Type=notify", "NotifyAccess=main", "WatchdogSec=30", "TimeoutStopSec=10",
        "ExecStart=/usr/bin/pipewatchd run --config /etc/pipewatchd/config.json",
        "Restart=on-failure", "RestartPreventExitStatus=64 66 78", "StateDirectory=pipewatchd",
        "DynamicUser=yes",
    ])
    func `the unit has what the daemon relies on`(line: String) throws {
        let lines = try String(contentsOf: Self.unit, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains(line[...]))
    }

    @Test(.enabled(if: Command.exists("journalctl"), "needs journalctl"))
    func `journalctl reads the whole catalog`() async throws {
        let root = try TemporaryDirectory()
        for path in ["usr/lib/systemd/catalog", "var/lib/systemd/catalog"] {
            try FileManager.default.createDirectory(
                atPath: root.file(path),
                withIntermediateDirectories: true
            )
        }
        try FileManager.default.copyItem(
            at: Self.catalog,
            to: URL(filePath: root.file("usr/lib/systemd/catalog/pipewatchd.catalog"))
        )

        let update = try await Command.run(
            "journalctl",
            ["--root=\(root.path)", "--update-catalog"]
        )
        #expect(update.isSuccess)
        #expect(update.standardError == "")

        let list = try await Command.run("journalctl", ["--root=\(root.path)", "--list-catalog"])
        let listed = Set(list.standardOutput.split(separator: "\n").map { $0.prefix(32) })
        let written = try String(contentsOf: Self.catalog, encoding: .utf8)
            .split(separator: "\n")
            .filter { $0.hasPrefix("-- ") }
            .map { $0.dropFirst(3) }
        #expect(written.count == 8)
        #expect(listed == Set(written))
    }

    @Test func `the catalog names only fields that every entry has`() throws {
        let text = try String(contentsOf: Self.catalog, encoding: .utf8)
        let fields = Set(text.matches(of: /@([A-Z_]+)@/).map { String($0.output.1) })
        #expect(
            fields == [
                "PIPEWATCHD_PIPELINE", "PIPEWATCHD_EXECUTION_ID", "PIPEWATCHD_REGION",
                "PIPEWATCHD_ATTEMPT", "PIPEWATCHD_CONSOLE_URL",
            ]
        )
    }
}
