import HeapModule

/// When each execution of a connection is to be polled next, the earliest first.
///
/// An execution is planned anew by adding another entry: the owner knows which due time counts
/// and passes over the others, which is cheaper than finding and removing an entry in a heap.
package struct PollPlan: Sendable {
    package struct Entry: Sendable, Comparable {
        package let due: Instant
        package let execution: WatchedExecution.ID

        package static func < (left: Entry, right: Entry) -> Bool {
            (left.due, left.execution) < (right.due, right.execution)
        }
    }

    private var heap = Heap<Entry>()

    package init() {}

    /// The entry that is due first.
    package var first: Entry? {
        heap.min
    }

    /// How many entries there are, counting those that no longer count.
    package var count: Int {
        heap.count
    }

    package mutating func add(_ execution: WatchedExecution.ID, due: Instant) {
        heap.insert(Entry(due: due, execution: execution))
    }

    package mutating func removeFirst() {
        _ = heap.popMin()
    }
}
