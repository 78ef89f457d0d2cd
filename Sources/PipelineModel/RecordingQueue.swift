/// Transitions that were seen and are not kept yet, in the order in which they were seen.
///
/// One batch is being kept at a time. Where that fails nothing is dropped: the batch is tried
/// again, with what has joined it by then, after a wait that doubles.
package struct RecordingQueue: Sendable {
    private static let firstWait: Duration = .seconds(1)
    private static let longestWait: Duration = .seconds(30)

    private struct Difficulty {
        var reason: String
        var since: Instant
        var failures: Int
    }

    private var waiting: [Recording] = []
    private var batch = 0
    private var difficulty: Difficulty?
    private var notBefore: Instant?

    package init() {}

    /// Why the last batch could not be kept, while that lasts.
    package var failure: String? {
        difficulty?.reason
    }

    /// When a batch that could not be kept is to be tried again.
    package var retryAt: Instant? {
        notBefore
    }

    package mutating func add(_ recording: Recording) {
        waiting.append(recording)
    }

    /// The batch to keep now; `nil` where there is none, or one is still being kept.
    package mutating func next(at now: Instant) -> [Recording]? {
        guard batch == 0, !waiting.isEmpty, notBefore.map({ $0 <= now }) ?? true else {
            return nil
        }
        notBefore = nil
        batch = waiting.count
        return waiting
    }

    /// The batch is kept; answers with what is to be told.
    package mutating func kept(at now: Instant) -> WatchNotice? {
        let kept = batch
        waiting.removeFirst(kept)
        batch = 0
        guard let past = difficulty else { return nil }
        difficulty = nil
        return .recordingResumed(kept: kept, lasted: past.since.duration(to: now))
    }

    /// The batch could not be kept; answers with what is to be told.
    package mutating func failed(_ reason: String, at now: Instant) -> WatchNotice? {
        batch = 0
        let failures = (difficulty?.failures ?? 0) + 1
        let isNew = difficulty?.reason != reason
        difficulty = Difficulty(
            reason: reason,
            since: difficulty?.since ?? now,
            failures: failures
        )
        let wait = min(Self.firstWait * (1 << min(failures - 1, 10)), Self.longestWait)
        notBefore = now.advanced(by: wait)
        return isNew ? .recordingFailed(reason: reason, waiting: waiting.count) : nil
    }
}
