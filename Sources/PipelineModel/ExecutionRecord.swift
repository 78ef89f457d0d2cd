/// What is known of an execution, and kept: from this and the next status follows what is told.
package struct ExecutionRecord: Sendable, Equatable {
    /// A status of the present attempt, and how often the attempt has been in it.
    package struct Visit: Sendable, Equatable {
        package var status: ExecutionStatus
        package var count: Int

        package init(status: ExecutionStatus, count: Int) {
            self.status = status
            self.count = count
        }
    }

    package var status: ExecutionStatus
    /// Counted from 1.
    package var attempt: Int
    /// The statuses that the present attempt went through, in order of first sight.
    package var visits: [Visit]
    /// When `status` was first seen.
    package var changedAt: Timestamp

    package init(
        status: ExecutionStatus,
        attempt: Int,
        visits: [Visit],
        changedAt: Timestamp
    ) {
        self.status = status
        self.attempt = attempt
        self.visits = visits
        self.changedAt = changedAt
    }

    /// The record of an execution that is seen for the first time.
    package init(firstSeen status: ExecutionStatus, at time: Timestamp) {
        self.init(
            status: status,
            attempt: 1,
            visits: [Visit(status: status, count: 1)],
            changedAt: time
        )
    }

    /// How often the present attempt has been in its status.
    package var occurrence: Int {
        visits.first { $0.status == status }?.count ?? 1
    }

    /// The record after the execution was seen in a status; `nil` where nothing changed.
    ///
    /// The attempt grows when the execution runs again after it had ended, which is what a retried
    /// stage does. The run itself may fall between two polls, so any status that only a run leads
    /// to counts. Superseded and Cancelled are put upon an execution without running it.
    package func seen(as next: ExecutionStatus, at time: Timestamp) -> ExecutionRecord? {
        guard next != status else { return nil }
        var record = self
        record.status = next
        record.changedAt = time
        if status.isFinal, next != .superseded, next != .cancelled {
            record.attempt += 1
            record.visits = [Visit(status: next, count: 1)]
        } else if let index = visits.firstIndex(where: { $0.status == next }) {
            record.visits[index].count += 1
        } else {
            record.visits.append(Visit(status: next, count: 1))
        }
        return record
    }
}

/// A transition and the state that follows from it: they are kept together or not at all.
package struct Recording: Sendable, Equatable {
    package var transition: Transition
    package var record: ExecutionRecord

    package init(transition: Transition, record: ExecutionRecord) {
        self.transition = transition
        self.record = record
    }

    /// What is to be recorded when an execution was seen; `nil` where its status did not change.
    ///
    /// `previous` is what was known of it, `nil` on first sight.
    package init?(
        of key: ExecutionKey,
        seen execution: PipelineExecution,
        after previous: ExecutionRecord?,
        at time: Timestamp
    ) {
        let next =
            previous.map { $0.seen(as: execution.status, at: time) }
            ?? ExecutionRecord(firstSeen: execution.status, at: time)
        guard let next else { return nil }
        self.init(
            transition: Transition(
                key: key,
                previousStatus: previous?.status,
                status: next.status,
                attempt: next.attempt,
                occurrence: next.occurrence,
                observedAt: time,
                execution: execution
            ),
            record: next
        )
    }
}
