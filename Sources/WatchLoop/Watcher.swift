package import PipelineModel

/// Polls one execution; how is the business of whoever is wired in.
package protocol ExecutionPolling: Sendable {
    /// Answers when the poll is over, within the time that the order allows.
    func poll(_ order: PollOrder) async -> PollOutcome
}

/// Keeps transitions, so that they are told and never told again.
package protocol TransitionRecording: Sendable {
    /// Keeps all of these in this order, or none and says why.
    func record(_ recordings: [Recording]) async throws(RecordingFailure)
}

/// Why transitions could not be kept, in words for people.
package struct RecordingFailure: Error, Sendable, Equatable {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// Learns how the watch goes.
package protocol WatchReporting: Sendable {
    /// The loop is up: the first timer is armed.
    func ready()
    /// The loop makes progress.
    func heartbeat()
    func show(_ summary: WatchSummary)
    func tell(_ notice: WatchNotice)
}

/// Carries out what `WatchMachine` decides, and tells it what came of it.
///
/// The machine is a local variable of `run()`. Polls are child tasks, and whatever happens
/// reaches the loop through one mailbox, so the machine needs neither a lock nor an actor.
package struct Watcher: Sendable {
    /// Another set of executions and another way to poll them, from a changed config.
    package struct Change: Sendable {
        package var plan: WatchPlan
        package var poller: any ExecutionPolling

        package init(plan: WatchPlan, poller: any ExecutionPolling) {
            self.plan = plan
            self.poller = poller
        }
    }

    private enum Message: Sendable {
        case event(WatchEvent)
        case change(Change)
    }

    private let initial: Change
    private let recorder: any TransitionRecording
    private let reporter: any WatchReporting
    private let heartbeat: Duration?
    private let now: @Sendable () -> Moment
    private let timer: any WakeTimer
    private let mailbox: Mailbox<Message>

    /// - Parameters:
    ///   - initial: what is watched from the start, and how it is polled.
    ///   - recorder: keeps transitions.
    ///   - reporter: learns how the watch goes.
    ///   - heartbeat: how often the service manager wants to hear from the loop.
    ///   - now: reads the clocks that the timer counts by.
    ///   - makeTimer: makes the one timer from what it is to call.
    package init(
        initial: Change,
        recorder: any TransitionRecording,
        reporter: any WatchReporting,
        heartbeat: Duration?,
        now: @escaping @Sendable () -> Moment = SystemClocks.now,
        makeTimer: (@escaping @Sendable () -> Void) -> any WakeTimer = {
            DispatchWakeTimer(onFire: $0)
        }
    ) {
        self.initial = initial
        self.recorder = recorder
        self.reporter = reporter
        self.heartbeat = heartbeat
        self.now = now
        let mailbox = Mailbox<Message>()
        self.mailbox = mailbox
        timer = makeTimer { mailbox.post(.event(.woke)) }
    }

    /// Takes on another set of executions; what stays watched keeps its state.
    package func change(to change: Change) {
        mailbox.post(.change(change))
    }

    /// Ends `run()`: polls on the way are dropped, transitions in hand are kept first.
    package func stop() {
        mailbox.close()
    }

    /// Watches until `stop()` is called or the task is cancelled.
    package func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { polls in
                await loop(&polls)
                polls.cancelAll()
            }
        } onCancel: {
            mailbox.close()
        }
        timer.arm(for: nil)
    }

    private func loop(_ polls: inout DiscardingTaskGroup) async {
        var machine = WatchMachine(plan: initial.plan, heartbeat: heartbeat, at: now())
        var poller = initial.poller
        var isReady = false
        mailbox.post(.event(.started))
        while let messages = await mailbox.next() {
            var events: [WatchEvent] = []
            events.reserveCapacity(messages.count)
            for message in messages {
                switch message {
                case .event(let event): events.append(event)
                case .change(let change):
                    poller = change.poller
                    events.append(.reloaded(change.plan))
                }
            }
            var directives = machine.handle(events, at: now())
            while let answer = await carryOut(directives, poller: poller, polls: &polls) {
                directives = machine.handle([answer], at: now())
            }
            if !isReady {
                isReady = true
                reporter.ready()
            }
        }
    }

    /// Carries out directives in their order; answers with what became of a recording.
    private func carryOut(
        _ directives: [WatchDirective],
        poller: any ExecutionPolling,
        polls: inout DiscardingTaskGroup
    ) async -> WatchEvent? {
        var answer: WatchEvent?
        for directive in directives {
            switch directive {
            case .poll(let order):
                polls.addTask {
                    let outcome = await poller.poll(order)
                    mailbox.post(.event(.polled(order.execution, outcome)))
                }
            case .record(let recordings): answer = await record(recordings)
            case .wake(let time): timer.arm(for: time)
            case .heartbeat: reporter.heartbeat()
            case .show(let summary): reporter.show(summary)
            case .tell(let notice): reporter.tell(notice)
            }
        }
        return answer
    }

    private func record(_ recordings: [Recording]) async -> WatchEvent {
        do throws(RecordingFailure) {
            try await recorder.record(recordings)
            return .recorded
        } catch {
            return .recordingFailed(error.reason)
        }
    }
}
