import UnixSignals

/// SIGTERM and SIGINT, from the moment it is made.
struct TerminationSignals {
    private let signals: UnixSignalsSequence

    init() async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    }

    /// Returns at the first of them, or when the task is cancelled.
    func first() async {
        for await _ in signals { return }
    }
}
