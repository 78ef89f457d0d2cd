import Dispatch
import Glibc
package import PipelineModel
import Synchronization

/// The one timer of the loop: it fires once at the time it was armed for.
package protocol WakeTimer: Sendable {
    /// Arms the timer in place of the time before; `nil` disarms it.
    ///
    /// A time that has passed makes it fire at once.
    func arm(for time: Instant?)
}

/// The timer on a `DispatchSourceTimer`.
///
/// Dispatch ignores leeway on Linux, so wake-ups are saved by arming seldom rather than by asking
/// for slack: `WatchMachine` polls together what falls due within a window.
package final class DispatchWakeTimer: WakeTimer {
    private let source: Mutex<any DispatchSourceTimer>

    /// - Parameter onFire: called on a queue of the timer's own; it must not block.
    package init(onFire: @escaping @Sendable () -> Void) {
        let source = DispatchSource.makeTimerSource(
            flags: .strict,
            queue: DispatchQueue(label: "pipewatchd.wake-timer")
        )
        source.setEventHandler(handler: onFire)
        source.schedule(deadline: .distantFuture)
        source.activate()
        self.source = Mutex(source)
    }

    deinit {
        source.withLock { $0.cancel() }
    }

    package func arm(for time: Instant?) {
        let deadline =
            time.map { DispatchTime(uptimeNanoseconds: UInt64(max(1, $0.nanoseconds))) }
            ?? .distantFuture
        source.withLock { $0.schedule(deadline: deadline) }
    }
}

/// Reads the clocks that `DispatchWakeTimer` counts by.
package enum SystemClocks {
    /// The time now: CLOCK_MONOTONIC, which `DispatchTime` reads on Linux, and CLOCK_REALTIME.
    package static func now() -> Moment {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        return Moment(
            instant: Instant(nanoseconds: Int64(DispatchTime.now().uptimeNanoseconds)),
            time: Timestamp(
                milliseconds: Int64(wall.tv_sec) * 1_000 + Int64(wall.tv_nsec) / 1_000_000
            )
        )
    }
}
