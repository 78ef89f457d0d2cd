import ConfigFile
import TestSupport
import Testing

@Suite struct `Mutated configs` {
    @Test(arguments: [1, 2, 5])
    func `no mutation crashes, and each problem has its place in the file`(slips: Int) throws {
        var random = SeededGenerator(seed: UInt64(slips))
        let seeds = [
            try Fixture.packageFile("config.example.json"), try Fixture.bytes("valid/full.json"),
        ]
        var refused = 0
        for turn in 0..<1_500 {
            let bytes = random.mutation(of: seeds[turn % seeds.count], slips: slips)
            do throws(ConfigProblems) {
                _ = try Config.read(bytes: bytes, surroundings: .fixtures)
            } catch {
                refused += 1
                check(error, in: bytes)
            }
        }
        #expect(refused > 750)
    }

    @Test func `no single slip brings a secret into a message`() throws {
        var random = SeededGenerator(seed: 7)
        let seed = try Fixture.bytes("valid/full.json")
        for _ in 0..<1_500 {
            let bytes = random.mutation(of: seed, slips: 1)
            do throws(ConfigProblems) {
                _ = try Config.read(bytes: bytes, surroundings: .fixtures)
            } catch {
                let text = error.rendered(file: "config.json").joined()
                #expect(!text.contains("SENTINEL") && !text.contains("whsec_U"), "\(text)")
            }
        }
    }

    private func check(_ problems: ConfigProblems, in bytes: [UInt8]) {
        #expect(!problems.problems.isEmpty)
        #expect(problems.problems.count <= ConfigProblems.maximumCount)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for problem in problems.problems {
            guard (1...lines.count).contains(problem.line) else {
                Issue.record("line \(problem.line) of \(lines.count)")
                continue
            }
            #expect((1...lines[problem.line - 1].count + 1).contains(problem.column))
            let rendered = problem.rendered(file: "config.json")
            #expect(!rendered.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
            #expect(rendered.unicodeScalars.count < 1_000)
        }
    }
}
