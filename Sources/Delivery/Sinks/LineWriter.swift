import Glibc

/// Writes whole lines to a descriptor that somebody else may be slow to read.
///
/// A terminal that was stopped or a full pipe must not hold one of the few threads that Swift's
/// tasks share. So it writes to a `NonBlockingDescriptor`, and begins a write only where `poll`
/// calls that ready, which holds for what cannot be made non-blocking, too.
///
/// What was accepted is written in order and once, whoever waits for it: when a try is abandoned
/// in the middle of a line, the next one goes on from there. So a line is neither mixed with
/// another nor begun anew. Sinks that share a descriptor share its writer.
package actor LineWriter {
    /// Names a line, so that a further try for it is known as such.
    package struct Ticket: Sendable, Hashable {
        package var sink: String
        package var delivery: Int64

        package init(sink: String, delivery: Int64) {
            self.sink = sink
            self.delivery = delivery
        }
    }

    package enum Failure: Error, Sendable, Equatable {
        /// The reader is gone, or the descriptor is.
        case closed
        /// Nothing could be written for as long as the caller was ready to wait.
        case stalled
        /// The system refused, with this `errno`.
        case system(CInt)
        case cancelled
    }

    private enum Progress {
        case idle, blocked
    }

    private static let firstWait = Duration.milliseconds(10)
    private static let longestWait = Duration.milliseconds(250)

    private let descriptor: NonBlockingDescriptor
    private let sleep: @Sendable (Duration) async throws -> Void
    /// Accepted and not yet written.
    private var backlog: [UInt8] = []
    /// How many bytes were ever accepted, and how many of them are written.
    private var accepted: Int64 = 0
    private var written: Int64 = 0
    /// Where in the count of `accepted` a line ends, until its writer has heard that it is out.
    private var ends: [Ticket: Int64] = [:]

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - descriptor: open for writing, and not closed by the writer. SIGPIPE must be ignored.
    ///   - sleep: waits; throws where the task is cancelled.
    package init(descriptor: CInt, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.descriptor = NonBlockingDescriptor(for: descriptor)
        self.sleep = sleep
    }

    /// Writes a line, or what is left of it from an earlier call with the same ticket.
    ///
    /// - Parameters:
    ///   - line: the whole line, with its newline.
    ///   - ticket: the line's name.
    ///   - patience: how long to wait in all while nothing can be written.
    /// - Throws: `Failure`, with which the line stays accepted: it may still be written.
    package func write(
        _ line: [UInt8],
        for ticket: Ticket,
        patience: Duration
    ) async throws(Failure) {
        if ends[ticket] == nil {
            backlog += line
            accepted += Int64(line.count)
            ends[ticket] = accepted
        }
        var wait = Self.firstWait
        var waited = Duration.zero
        while let end = ends[ticket] {
            let before = written
            let progress = try flush()
            if written >= end {
                ends[ticket] = nil
                return
            }
            if written > before {
                wait = Self.firstWait
                waited = .zero
            }
            guard progress == .blocked else { continue }
            guard waited < patience else { throw .stalled }
            do {
                try await sleep(wait)
            } catch {
                throw .cancelled
            }
            waited += wait
            wait = min(wait * 2, Self.longestWait)
        }
    }

    /// Writes what can be written now.
    private func flush() throws(Failure) -> Progress {
        while !backlog.isEmpty {
            guard try isReady() else { return .blocked }
            // A pipe that is ready has room for this much, and takes it in one piece.
            let count = min(backlog.count, Int(PIPE_BUF))
            let result = backlog.withUnsafeBytes { bytes in
                Glibc.write(descriptor.number, bytes.baseAddress, count)
            }
            if result > 0 {
                backlog.removeFirst(result)
                written += Int64(result)
                continue
            }
            switch result == 0 ? EAGAIN : errno {
            case EINTR: continue
            case EAGAIN: return .blocked
            case EPIPE, EBADF: throw .closed
            case let code: throw .system(code)
            }
        }
        return .idle
    }

    /// Whether a write would not block, be it because it would fail: then it says how.
    private func isReady() throws(Failure) -> Bool {
        var question = pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0)
        while poll(&question, 1, 0) < 0 {
            guard errno == EINTR else { throw .system(errno) }
        }
        return question.revents != 0
    }
}
