package import PipelineModel
package import StateStore

/// Carries the events of one sink from the outbox to it: each one, in order, until it is taken.
///
/// It is driven by what is in the outbox and by nothing else, so a restart goes on where the last
/// process ended. An event that fails holds back those after it: the reader of a sink sees what
/// happened in the order in which it happened. It polls nothing; without work it sleeps until it
/// is poked.
package final class DeliveryLoop: Sendable {
    /// Why a loop has ended.
    package enum Ending: Sendable, Equatable {
        /// Its task was cancelled.
        case cancelled
        /// It was asked to drain or to stop, and has done what was asked for.
        case drained
        /// The sink's other end is gone.
        case closed
    }

    /// What a loop needs of the world, so that a test needs neither a clock nor luck.
    package struct Surroundings: Sendable {
        /// The monotonic clock.
        package var now: @Sendable () -> Instant
        /// Waits; throws where the task is cancelled.
        package var sleep: @Sendable (Duration) async throws -> Void
        /// A number from 0 up to 1, another one each time.
        package var random: @Sendable () -> Double

        package init(
            now: @escaping @Sendable () -> Instant,
            sleep: @escaping @Sendable (Duration) async throws -> Void,
            random: @escaping @Sendable () -> Double
        ) {
            self.now = now
            self.sleep = sleep
            self.random = random
        }
    }

    let sink: any DeliverySink
    let outbox: any Outbox
    let backoff: Backoff
    let surroundings: Surroundings
    private let report: @Sendable (DeliveryReport) -> Void
    /// Raised when a row may have been added since the outbox was read last.
    let poked = Signal()
    /// Raised once the loop is to end.
    let draining = Signal()
    /// Raised once no further try is to begin.
    let stopping = Signal()

    /// Makes a loop, which does nothing until it runs.
    ///
    /// - Parameters:
    ///   - sink: who is told; one loop a sink.
    ///   - outbox: holds what the sink has to be told.
    ///   - backoff: the waits after failures, of the sink and of the outbox.
    ///   - surroundings: clock, sleep and randomness.
    ///   - report: hears of failures, each one once, and of their end. Called from the loop's task.
    package init(
        sink: any DeliverySink,
        outbox: any Outbox,
        backoff: Backoff = Backoff(),
        surroundings: Surroundings,
        report: @escaping @Sendable (DeliveryReport) -> Void
    ) {
        self.sink = sink
        self.outbox = outbox
        self.backoff = backoff
        self.surroundings = surroundings
        self.report = report
    }

    /// Delivers until the loop is drained, its sink closed, or its task cancelled.
    ///
    /// A cancellation breaks off a try that is under way, which then has not failed, and never
    /// comes between a try that succeeded and its record.
    ///
    /// - Returns: which of the three it was.
    package func run() async -> Ending {
        var run = DeliveryRun(of: self)
        return await run.untilEnd()
    }

    /// Says that the outbox may hold something new; a poke too many costs one look.
    package func poke() {
        poked.raise()
    }

    /// Asks the loop to deliver what can be delivered at once, and to end at the first failure.
    ///
    /// A wait for another try is broken off, and the try made now. A try under way is not: who is
    /// in a hurry cancels the task that runs the loop.
    package func drain() {
        draining.raise()
        poked.raise()
    }

    /// Asks the loop to begin no further try, and to end with the one under way.
    ///
    /// A try that is broken off may have succeeded, and is then made again by the next process; so
    /// who has a little time stops a loop before cancelling its task.
    package func stop() {
        stopping.raise()
        drain()
    }

    func tell(_ fact: DeliveryReport.Fact?) {
        guard let fact else { return }
        report(DeliveryReport(sink: sink.name, fact: fact))
    }
}
