extension WatchMachine {
    /// Sends what is due and may leave.
    mutating func dispatch(_ index: Int, at now: Moment) {
        let horizon = now.instant.advanced(by: .nanoseconds(settings.pacing.window))
        while let entry = dueEntry(index), entry.due <= horizon {
            if let hold = schedules[index].hold(at: now.instant) {
                compare(index, mostOverdue: entry.due, hold, at: now)
                return
            }
            schedules[index].plan.removeFirst()
            send(entry.execution, on: index, at: now)
        }
        compare(index, mostOverdue: nil, nil, at: now)
    }

    /// The entry that is due first, without those that a later planning replaced.
    mutating func dueEntry(_ index: Int) -> PollPlan.Entry? {
        while let entry = schedules[index].plan.first {
            if executions[entry.execution]?.phase == .planned(due: entry.due) { return entry }
            schedules[index].plan.removeFirst()
        }
        return nil
    }

    mutating func send(_ id: WatchedExecution.ID, on index: Int, at now: Moment) {
        guard let execution = executions[id] else { return }
        executions[id]?.phase = .polling
        schedules[index].sent(at: now.instant)
        flights[id] = Flight(
            schedule: index,
            deadline: now.instant.advanced(by: settings.timeout + Self.flightGrace)
        )
        directives.append(
            .poll(
                PollOrder(
                    execution: id,
                    key: execution.key,
                    known: execution.fingerprint,
                    timeout: settings.timeout
                )
            )
        )
    }

    mutating func polled(
        _ id: WatchedExecution.ID,
        _ outcome: PollOutcome,
        at now: Moment
    ) {
        guard let flight = flights.removeValue(forKey: id) else { return }
        schedules[flight.schedule].inFlight -= 1
        guard var execution = executions[id] else { return }
        if execution.isDropped {
            executions[id] = nil
            ids[execution.key] = nil
            return
        }
        let before = execution
        var wait: Int64
        switch outcome {
        case .unchanged:
            answered(id, &execution, on: flight.schedule, at: now)
            execution.interval = settings.pacing.lengthened(execution.interval)
            wait = settings.pacing.spread(execution.interval, random: execution.jitter.next())
        case .execution(let description, let fingerprint):
            answered(id, &execution, on: flight.schedule, at: now)
            execution.fingerprint = fingerprint
            see(description, &execution, at: now)
            wait = settings.pacing.spread(execution.interval, random: execution.jitter.next())
        case .failed(let failure):
            wait = failed(id, failure, &execution, on: flight.schedule, at: now)
        }
        if isOver(execution, at: now) {
            execution.phase = .retired
            leaveTrouble(id, &execution, at: now)
            tell(execution.record.map { .retired(execution.key, $0.status) })
        } else {
            let due = now.instant.advanced(by: .nanoseconds(wait))
            execution.phase = .planned(due: due)
            schedules[flight.schedule].plan.add(id, due: due)
        }
        executions[id] = execution
        count(from: before, to: execution, on: flight.schedule)
    }

    /// Compares what was seen with what was known.
    mutating func see(
        _ description: PipelineExecution,
        _ execution: inout WatchedExecution,
        at now: Moment
    ) {
        let recording = Recording(
            of: execution.key,
            seen: description,
            after: execution.record,
            at: now.time
        )
        guard let recording else {
            execution.interval = settings.pacing.lengthened(execution.interval)
            return
        }
        recordings.add(recording)
        execution.record = recording.record
        let isFinal = recording.record.status.isFinal
        execution.endedAt = isFinal ? now.instant : nil
        execution.interval =
            isFinal ? settings.pacing.maxInterval : settings.pacing.minInterval
    }

    mutating func answered(
        _ id: WatchedExecution.ID,
        _ execution: inout WatchedExecution,
        on index: Int,
        at now: Moment
    ) {
        let wasDown = schedules[index].isDown
        schedules[index].succeeded(at: now.instant)
        execution.failures = 0
        execution.notBefore = nil
        leaveTrouble(id, &execution, at: now)
        if wasDown {
            planAgainAfterOutage(index, at: now)
        }
    }

    /// What failed in an outage need not wait out its own back-off once the outage is over.
    mutating func planAgainAfterOutage(_ index: Int, at now: Moment) {
        let scope = TroubleScope.connection(schedules[index].connection)
        for id in ledger.failing(in: scope).sorted() {
            guard case .planned(let due) = executions[id]?.phase else { continue }
            let sooner = max(now.instant, executions[id]?.notBefore ?? now.instant)
            guard sooner < due else { continue }
            executions[id]?.phase = .planned(due: sooner)
            schedules[index].plan.add(id, due: sooner)
        }
    }

    /// Answers with the wait before the next try, in nanoseconds.
    mutating func failed(
        _ id: WatchedExecution.ID,
        _ failure: PollFailure,
        _ execution: inout WatchedExecution,
        on index: Int,
        at now: Moment
    ) -> Int64 {
        execution.failures += 1
        let wait = ConnectionSchedule.wait(
            after: failure,
            failures: execution.failures,
            pacing: settings.pacing,
            random: execution.jitter.next()
        )
        execution.notBefore = failure.retryAfter.map { _ in
            now.instant.advanced(by: .nanoseconds(wait))
        }
        switch failure.kind {
        case .throttled, .transient, .credentials:
            schedules[index].failed(failure, pacing: settings.pacing, at: now.instant)
        case .refused, .notFound, .invalid:
            // The service is there and answers.
            schedules[index].succeeded(at: now.instant)
        }
        if failure.kind == .notFound, execution.record == nil,
            execution.watchedSince.duration(to: now.instant) < Self.notFoundGrace
        {
            if execution.failures == 1 {
                tell(.notFoundYet(execution.key))
            }
            return wait
        }
        let scope = Self.scope(of: failure, key: execution.key)
        if execution.trouble != scope {
            leaveTrouble(id, &execution, at: now)
        }
        execution.trouble = scope
        tell(ledger.failed(failure, of: execution.key, id, in: scope, at: now))
        return wait
    }

    private mutating func leaveTrouble(
        _ id: WatchedExecution.ID,
        _ execution: inout WatchedExecution,
        at now: Moment
    ) {
        guard let scope = execution.trouble else { return }
        execution.trouble = nil
        tell(ledger.cleared(id, in: scope, at: now))
    }

    static func scope(of failure: PollFailure, key: ExecutionKey) -> TroubleScope {
        switch failure.kind {
        case .throttled, .transient, .credentials:
            return .connection(key.connection)
        case .refused:
            return .pipeline(key.connection, name: key.pipelineName)
        case .notFound where failure.code == "PipelineNotFoundException":
            return .pipeline(key.connection, name: key.pipelineName)
        case .notFound, .invalid:
            return .execution(key)
        }
    }

    mutating func count(
        from before: WatchedExecution,
        to after: WatchedExecution,
        on index: Int
    ) {
        summary.running -= before.isRunning ? 1 : 0
        schedules[index].demand -= ConnectionSchedule.demand(ofInterval: before.interval)
        if after.phase == .retired {
            summary.watched -= 1
            summary.retired += 1
        } else {
            summary.running += after.isRunning ? 1 : 0
            schedules[index].demand += ConnectionSchedule.demand(ofInterval: after.interval)
        }
    }

    /// Compares the intervals asked for with what the budget allows.
    mutating func compare(
        _ index: Int,
        mostOverdue: Instant?,
        _ hold: ConnectionSchedule.Hold?,
        at now: Moment
    ) {
        let schedule = schedules[index]
        let wanted = Double(schedule.demand) / 1e6
        let lateness = mostOverdue.map { $0.duration(to: now.instant) } ?? .zero
        let isTooMuch = wanted > schedule.budget.sustainedRate
        if case .requestBudget = hold, isTooMuch, lateness > .seconds(1) {
            let shortfall = Shortfall(
                connection: schedule.connection,
                wanted: wanted,
                allowed: schedule.budget.sustainedRate,
                lateness: lateness
            )
            if !schedule.isBehind {
                schedules[index].isBehind = true
                tell(.fellBehind(shortfall))
            }
            if isWorse(shortfall) {
                summary.shortfall = shortfall
            }
        } else if schedule.isBehind, !isTooMuch, lateness <= .seconds(1) {
            schedules[index].isBehind = false
            tell(.caughtUp(schedule.connection))
            if summary.shortfall?.connection == schedule.connection {
                summary.shortfall = nil
            }
        }
    }

    private func isWorse(_ shortfall: Shortfall) -> Bool {
        guard let worst = summary.shortfall else { return true }
        return worst.connection == shortfall.connection || worst.lateness < shortfall.lateness
    }
}
