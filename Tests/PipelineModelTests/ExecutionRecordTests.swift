import PipelineModel
import Testing

@Suite struct ExecutionRecordTests {
    static let statuses = ExecutionStatus.known + [.unknown("Paused")]
    static let start = Timestamp(milliseconds: 1_000)
    static let later = Timestamp(milliseconds: 2_000)

    /// One cell of the table below.
    struct Cell: CustomTestStringConvertible {
        let from: ExecutionStatus
        let to: ExecutionStatus
        /// `=`: nothing is told; `1`: told in the same attempt; `2`: told as the next attempt.
        let expected: Character

        var testDescription: String { "\(from.rawValue) → \(to.rawValue)" }
    }

    /// The rows are what it was, the columns what it is.
    ///
    /// I InProgress, T Stopping, S Stopped, O Succeeded, U Superseded,
    /// F Failed, C Cancelled, ? a status not known.
    static let table: [Cell] = {
        let order: [ExecutionStatus] = [
            .inProgress, .stopping, .stopped, .succeeded, .superseded, .failed, .cancelled,
            .unknown("Paused"),
        ]
        let rows = [
            // I T S O U F C ?
            "=1111111",  // InProgress
            "1=111111",  // Stopping
            "22=21212",  // Stopped
            "222=1212",  // Succeeded
            "2222=212",  // Superseded
            "22221=12",  // Failed
            "222212=2",  // Cancelled
            "1111111=",  // not known
        ]
        return zip(order, rows).flatMap { from, row in
            zip(order, row).map { to, expected in Cell(from: from, to: to, expected: expected) }
        }
    }()

    @Test func `the table has a cell for every pair of statuses`() {
        #expect(Self.table.count == Self.statuses.count * Self.statuses.count)
    }

    @Test(arguments: table)
    func `a change is told once, and running again after the end is a new attempt`(
        _ cell: Cell
    ) throws {
        let record = ExecutionRecord(firstSeen: cell.from, at: Self.start)
        let next = record.seen(as: cell.to, at: Self.later)
        guard cell.expected != "=" else {
            #expect(next == nil)
            return
        }
        let seen = try #require(next)
        #expect(seen.status == cell.to)
        #expect(seen.attempt == cell.expected.wholeNumberValue)
        #expect(seen.changedAt == Self.later)
        #expect(seen.occurrence == 1)
    }

    @Test(arguments: statuses)
    func `the first sight of any status is told without a previous one`(
        _ status: ExecutionStatus
    ) throws {
        let key = ExecutionKey.sample(1)
        let recording = try #require(
            Recording(of: key, seen: PipelineExecution(status: status), after: nil, at: Self.start)
        )
        #expect(recording.transition.previousStatus == nil)
        #expect(recording.transition.attempt == 1)
        #expect(recording.transition.status == status)
        #expect(recording.record.status == status)
    }

    @Test func `coming back to a status within an attempt is another occurrence of it`() throws {
        let paused = ExecutionStatus.unknown("Paused")
        var record = ExecutionRecord(firstSeen: .inProgress, at: Self.start)
        record = try #require(record.seen(as: paused, at: Self.later))
        record = try #require(record.seen(as: .inProgress, at: Self.later))
        #expect(record.occurrence == 2)
        record = try #require(record.seen(as: .failed, at: Self.later))
        record = try #require(record.seen(as: .inProgress, at: Self.later))
        #expect(record.attempt == 2)
        #expect(record.occurrence == 1)
    }

    @Test(arguments: statuses)
    func `a status keeps its name`(_ status: ExecutionStatus) {
        #expect(ExecutionStatus(rawValue: status.rawValue) == status)
    }
}
