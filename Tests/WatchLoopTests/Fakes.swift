import PipelineModel
import Synchronization
import WatchLoop

/// A timer that fires when the test turns it, with the clock that goes with it.
final class HandCrankedTimer: WakeTimer {
    private struct State {
        var now = Moment(
            instant: Instant(nanoseconds: 1_000_000_000),
            time: Timestamp(milliseconds: 1_800_000_000_000)
        )
        var armedFor: Instant?
    }

    private let state = Mutex(State())
    private let fire: @Sendable () -> Void

    init(fire: @escaping @Sendable () -> Void) {
        self.fire = fire
    }

    var now: Moment {
        state.withLock { $0.now }
    }

    func arm(for time: Instant?) {
        state.withLock { $0.armedFor = time }
    }

    /// Lets time pass, and fires if the timer was armed for a time before the new one.
    func advance(by duration: Duration) {
        let fires = state.withLock { state in
            state.now = Moment(
                instant: state.now.instant.advanced(by: duration),
                time: state.now.time.advanced(by: duration)
            )
            guard let armedFor = state.armedFor, armedFor <= state.now.instant else { return false }
            state.armedFor = nil
            return true
        }
        if fires { fire() }
    }
}

/// A service whose polls wait until the test answers them.
final class AskedService: ExecutionPolling {
    /// The orders that came, for the test to await.
    let orders = Mailbox<PollOrder>()
    private let waiting = Mutex<[WatchedExecution.ID: CheckedContinuation<PollOutcome, Never>]>([:])

    func poll(_ order: PollOrder) async -> PollOutcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0[order.execution] = continuation }
                orders.post(order)
            }
        } onCancel: {
            answer(order.execution, .failed(.cancelled))
        }
    }

    func answer(_ execution: WatchedExecution.ID, _ outcome: PollOutcome) {
        waiting.withLock { $0.removeValue(forKey: execution) }?.resume(returning: outcome)
    }
}

extension PollFailure {
    static let cancelled = PollFailure(kind: .transient, code: "Cancelled", message: "")
}

/// Keeps recordings in memory, or refuses.
final class MemoryRecorder: TransitionRecording {
    let kept = Mailbox<[Recording]>()
    private let refusal = Mutex<String?>(nil)

    func refuse(_ reason: String?) {
        refusal.withLock { $0 = reason }
    }

    func record(_ recordings: [Recording]) async throws(RecordingFailure) {
        if let reason = refusal.withLock({ $0 }) { throw RecordingFailure(reason: reason) }
        kept.post(recordings)
    }
}

/// Turns what is reported into facts that a test awaits.
final class ReportRecorder: WatchReporting {
    enum Report: Equatable, Sendable {
        case ready
        case heartbeat
        case notice(WatchNotice)
    }

    let reports = Mailbox<Report>()

    func ready() { reports.post(.ready) }
    func heartbeat() { reports.post(.heartbeat) }
    func show(_ summary: WatchSummary) {}
    func tell(_ notice: WatchNotice) { reports.post(.notice(notice)) }
}
