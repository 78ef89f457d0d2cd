extension WatchMachine {
    mutating func watch(_ item: WatchPlan.Item, at now: Moment) {
        if let id = ids[item.key] {
            takeUpAgain(id, as: item, at: now)
            return
        }
        let id = nextID
        nextID += 1
        let isFinal = item.record?.status.isFinal ?? false
        var execution = WatchedExecution(
            key: item.key,
            record: item.record,
            interval: isFinal ? settings.pacing.maxInterval : settings.pacing.minInterval,
            at: now
        )
        execution.notBefore = restraints.removeValue(forKey: item.key)
        let due = max(now.instant, execution.notBefore ?? now.instant)
        execution.phase = .planned(due: due)
        executions[id] = execution
        ids[item.key] = id
        schedules[schedule(for: item.key.connection)].plan.add(id, due: due)
        count(as: 1, execution)
    }

    mutating func schedule(for connection: ConnectionID) -> Int {
        if let index = scheduleOf[connection] { return index }
        schedules.append(
            ConnectionSchedule(
                connection: connection,
                requestsPerSecond: settings.requestsPerSecond
            )
        )
        scheduleOf[connection] = schedules.count - 1
        return schedules.count - 1
    }

    /// Watches an execution again that was dropped while its poll is still on the way, so that it
    /// is not polled a second time meanwhile; leaves alone what is watched already.
    private mutating func takeUpAgain(
        _ id: WatchedExecution.ID,
        as item: WatchPlan.Item,
        at now: Moment
    ) {
        guard var execution = executions[id], execution.isDropped else { return }
        execution = WatchedExecution(
            key: item.key,
            record: item.record,
            interval: settings.pacing.minInterval,
            at: now
        )
        execution.phase = .polling
        executions[id] = execution
        count(as: 1, execution)
    }

    /// Adds an execution that is polled to the counts, or takes it away.
    private mutating func count(as sign: Int, _ execution: WatchedExecution) {
        summary.watched += sign
        summary.running += execution.isRunning ? sign : 0
        schedules[schedule(for: execution.key.connection)].demand +=
            Int64(sign) * ConnectionSchedule.demand(ofInterval: execution.interval)
    }

    mutating func forget(_ id: WatchedExecution.ID, at now: Moment) {
        guard let execution = executions[id], !execution.isDropped else { return }
        restraints[execution.key] = execution.notBefore
        if execution.phase == .polling {
            // Kept until the answer comes: the same execution may be taken up again before.
            executions[id]?.isDropped = true
            executions[id]?.trouble = nil
        } else {
            executions[id] = nil
            ids[execution.key] = nil
        }
        if let scope = execution.trouble {
            tell(ledger.cleared(id, in: scope, at: now))
        }
        if execution.phase == .retired {
            summary.retired -= 1
        } else {
            count(as: -1, execution)
        }
    }

    mutating func reload(_ plan: WatchPlan, at now: Moment) {
        settings = plan
        settings.items = []
        restraints = restraints.filter { $0.value > now.instant }
        let wanted = Set(plan.items.map(\.key))
        for (key, id) in ids where !wanted.contains(key) {
            forget(id, at: now)
        }
        for index in schedules.indices {
            schedules[index].budget.change(requestsPerSecond: plan.requestsPerSecond)
        }
        for id in ids.values {
            adopt(plan.pacing, id, at: now)
        }
        for item in plan.items {
            watch(item, at: now)
        }
    }

    /// Brings an execution that stays watched under new intervals.
    mutating func adopt(_ pacing: PollPacing, _ id: WatchedExecution.ID, at now: Moment) {
        guard var execution = executions[id], !execution.isDropped else { return }
        if execution.phase == .retired {
            guard !isOver(execution, at: now) else { return }
            revive(id, at: now)
            return
        }
        let interval = pacing.limited(execution.interval)
        let index = schedule(for: execution.key.connection)
        schedules[index].demand +=
            ConnectionSchedule.demand(ofInterval: interval)
            - ConnectionSchedule.demand(ofInterval: execution.interval)
        execution.interval = interval
        if case .planned(let due) = execution.phase {
            let wait = pacing.spread(interval, random: execution.jitter.next())
            let soonest = execution.notBefore ?? now.instant
            let sooner = max(soonest, min(due, now.instant.advanced(by: .nanoseconds(wait))))
            execution.phase = .planned(due: sooner)
            if sooner != due {
                schedules[index].plan.add(id, due: sooner)
            }
        }
        executions[id] = execution
    }

    mutating func revive(_ id: WatchedExecution.ID, at now: Moment) {
        guard var execution = executions[id] else { return }
        execution.interval = settings.pacing.limited(execution.interval)
        execution.phase = .planned(due: now.instant)
        executions[id] = execution
        schedules[schedule(for: execution.key.connection)].plan.add(id, due: now.instant)
        summary.retired -= 1
        count(as: 1, execution)
    }
}
