import Foundation
import Glibc
import PipelineSimulator
import TestSupport
import Testing

/// The state file in the hands of the program.
@Suite(.timeLimit(.minutes(1))) struct StateFileTests {
    @Test func `a second daemon is refused, and the first goes on`() async throws {
        let story = Story(["InProgress", "Succeeded"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let first = try await home.run { daemon in
                try await daemon.told(1)
                let second = try await home.run { _ = await $0.stderr.end() }
                #expect(second.exitCode == 75)
                #expect(second.stdout == [])
                #expect(
                    second.stderr == [
                        """
                        pipewatchd: cannot use the state file \(home.state): another \
                        pipewatchd holds \(home.state).lock; stop that one, or give this one a \
                        state.path of its own
                        """
                    ]
                )
                await stage.nextAct()
                try await daemon.told(2)
            }
            #expect(first.exitCode == 0)
        }
    }

    @Test func `a damaged file is set aside and a new one begun`() async throws {
        let story = Story(["InProgress", "Succeeded"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            try await home.run { try await $0.told(1) }
            let damaged = Data(repeating: 0xA5, count: 20_000)
            try damaged.write(to: URL(filePath: home.state))
            let ending = try await home.run { daemon in
                let line = try await daemon.said("was damaged")
                #expect(line.hasPrefix("error: the state file \(home.state) was damaged ("))
                let aside = try #require(line.firstMatch(of: /it is kept as (\S+), and/)?.output.1)
                #expect(try Data(contentsOf: URL(filePath: String(aside))) == damaged)
                try await daemon.told(1)
                await stage.nextAct()
                try await daemon.told(2)
            }
            #expect(ending.exitCode == 0)
            #expect(
                ending.stdout.compactMap(ToldEvent.init).map(\.told).byExecution == story.told()
            )
            let again = try await home.run { _ in try await stage.settle() }
            #expect(again.stdout == [])
        }
    }

    @Test func `nobody else may read the state`() async throws {
        let story = Story(["InProgress"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            try await home.run { daemon in
                try await daemon.told(1)
                let directory = home.directory.file("state")
                let files = try FileManager.default.contentsOfDirectory(atPath: directory)
                #expect(files.contains("state.sqlite"))
                for path in [directory] + files.map({ directory + "/" + $0 }) {
                    var status = stat()
                    #expect(lstat(path, &status) == 0)
                    #expect(status.st_mode & 0o077 == 0, "\(path)")
                }
            }
        }
    }
}
