import PipelineModel
import StateStore

/// One run of a delivery loop, with what it has to remember on the way.
struct DeliveryRun {
    /// How an event leaves the outbox's queue.
    private enum Settlement {
        case delivered
        case buried(reason: String)
    }

    private enum Step {
        /// The event is settled.
        case next
        /// The same event again, from the outbox: it may have been discarded meanwhile.
        case again
        case end(DeliveryLoop.Ending)
    }

    private static let batch = 16

    private let loop: DeliveryLoop
    private var sinkTrouble = Trouble(of: .sink)
    /// A full disk can be read: with one trouble for both, each look would seem to end it.
    private var readTrouble = Trouble(of: .outbox)
    private var writeTrouble = Trouble(of: .outbox)
    /// The event that is tried, the failed tries for it, and how many of the last were refusals.
    private var head: PendingDelivery.ID?
    private var failures = 0
    private var refusals = 0

    init(of loop: DeliveryLoop) {
        self.loop = loop
    }

    mutating func untilEnd() async -> DeliveryLoop.Ending {
        var failedReads = 0
        while !isToEnd {
            // Before the look, so that a poke during it is not lost.
            loop.poked.lower()
            guard let deliveries = await pending(limit: Self.batch) else {
                failedReads += 1
                guard await pause(wait(afterFailures: failedReads)) else { break }
                continue
            }
            failedReads = 0
            if deliveries.isEmpty {
                if loop.draining.isRaised { return .drained }
                await loop.poked.wait()
            }
            batch: for delivery in deliveries {
                switch await step(delivery) {
                case .next: continue
                case .again: break batch
                case .end(let ending): return ending
                }
            }
        }
        return ending
    }

    private mutating func step(_ delivery: PendingDelivery) async -> Step {
        guard !isToEnd else { return .end(ending) }
        if head != delivery.id {
            head = delivery.id
            failures = 0
            refusals = 0
        }
        do throws(DeliveryFailure) {
            try await loop.sink.deliver(delivery)
        } catch {
            return await stepAfter(error, of: delivery)
        }
        if let ending = await settle(delivery, as: .delivered) { return .end(ending) }
        if sinkTrouble.isOngoing {
            let more = await pending(limit: DeliveryReport.Outage.countedWaiting - 1)
            let waiting = more.map { $0.count + 1 }
            loop.tell(sinkTrouble.ended(at: loop.surroundings.now(), waiting: waiting))
        }
        return .next
    }

    private mutating func stepAfter(
        _ failure: DeliveryFailure,
        of delivery: PendingDelivery
    ) async -> Step {
        guard !Task.isCancelled else { return .end(.cancelled) }
        var atLeast = Duration.zero
        switch failure.remedy {
        case .closed:
            loop.tell(.closed(reason: failure.reason))
            return .end(.closed)
        case .retry(let after):
            refusals = 0
            atLeast = after ?? .zero
        case .giveUp(let tries):
            refusals += 1
            if refusals >= tries {
                return await giveUp(delivery, because: failure.reason)
            }
        }
        loop.tell(sinkTrouble.failed(failure.reason, at: loop.surroundings.now()))
        failures += 1
        await count(failure, of: delivery)
        let length = max(wait(afterFailures: failures), atLeast)
        return await pause(length) ? .again : .end(ending)
    }

    private mutating func giveUp(
        _ delivery: PendingDelivery,
        because reason: String
    ) async -> Step {
        if let ending = await settle(delivery, as: .buried(reason: reason)) { return .end(ending) }
        loop.tell(.gaveUp(eventID: delivery.eventID, reason: reason))
        return .next
    }

    private mutating func pending(limit: Int) async -> [PendingDelivery]? {
        do throws(StateFailure) {
            let deliveries = try await loop.outbox.pending(for: loop.sink.name, limit: limit)
            loop.tell(readTrouble.ended(at: loop.surroundings.now()))
            return deliveries
        } catch {
            // A read that a cancellation broke off has not failed.
            if !Task.isCancelled {
                loop.tell(readTrouble.failed(error.message, at: loop.surroundings.now()))
            }
            return nil
        }
    }

    /// Records a failed try.
    ///
    /// A record that fails is not made up for: the number is shown to people, and nothing hangs
    /// on it.
    private mutating func count(_ failure: DeliveryFailure, of delivery: PendingDelivery) async {
        do throws(StateFailure) {
            try await loop.outbox.failed(delivery.id, reason: failure.reason)
            loop.tell(writeTrouble.ended(at: loop.surroundings.now()))
        } catch  where !Task.isCancelled {
            loop.tell(writeTrouble.failed(error.message, at: loop.surroundings.now()))
        } catch {}
    }

    /// Records that an event needs no further try, for as long as that takes: an event that was
    /// taken must not be sent again only because the disk was full afterwards.
    ///
    /// - Returns: `nil` once it is recorded; why the loop ends where it could not be.
    private mutating func settle(
        _ delivery: PendingDelivery,
        as settlement: Settlement
    ) async -> DeliveryLoop.Ending? {
        var failedWrites = 0
        while let failure = await record(settlement, of: delivery.id) {
            loop.tell(writeTrouble.failed(failure.message, at: loop.surroundings.now()))
            failedWrites += 1
            guard await pause(wait(afterFailures: failedWrites)) else { return ending }
        }
        loop.tell(writeTrouble.ended(at: loop.surroundings.now()))
        return nil
    }

    /// In a task of its own, which the cancellation of this one does not reach.
    private func record(
        _ settlement: Settlement,
        of delivery: PendingDelivery.ID
    ) async -> StateFailure? {
        let outbox = loop.outbox
        return await Task {
            do throws(StateFailure) {
                switch settlement {
                case .delivered: try await outbox.delivered(delivery)
                case .buried(let reason): try await outbox.bury(delivery, reason: reason)
                }
                return nil
            } catch {
                return error
            }
        }.value
    }

    private var ending: DeliveryLoop.Ending {
        Task.isCancelled ? .cancelled : .drained
    }

    private func wait(afterFailures failures: Int) -> Duration {
        loop.backoff.wait(afterFailures: failures, random: loop.surroundings.random())
    }

    /// Waits, or until the loop is to end.
    ///
    /// - Returns: whether another try is to be made. One more is when draining begins in the wait.
    private func pause(_ duration: Duration) async -> Bool {
        guard !loop.draining.isRaised, !Task.isCancelled else { return false }
        await withTaskGroup { group in
            let sleep = loop.surroundings.sleep
            let draining = loop.draining
            group.addTask { try? await sleep(duration) }
            group.addTask { await draining.wait() }
            await group.next()
            group.cancelAll()
        }
        return !isToEnd
    }

    private var isToEnd: Bool {
        Task.isCancelled || loop.stopping.isRaised
    }
}
