import Glibc
import Synchronization
import Testing

/// A real pipe, whose reader reads when the test says so.
final class Pipe: Sendable {
    let reader: CInt
    let writer: CInt
    private let isReaderClosed = Mutex(false)

    init() throws {
        // Without this the first write to a closed pipe ends the test process.
        signal(SIGPIPE, SIG_IGN)
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        // A child that another test starts must not keep an end open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        isReaderClosed.withLock { isClosed in
            if !isClosed { close(reader) }
        }
        close(writer)
    }

    /// Reads what is there, up to a number of bytes; `nil` where nothing is.
    func read(atMost count: Int = 1 << 20) -> [UInt8]? {
        var question = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        guard poll(&question, 1, 0) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = Glibc.read(reader, &bytes, count)
        return length > 0 ? Array(bytes.prefix(length)) : nil
    }

    /// Closes the reader's end, once, and returns when the writer can know.
    ///
    /// A child that another test has forked holds a copy of the end until it runs exec.
    func closeReader() {
        let isFirst = isReaderClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        close(reader)
        var question = pollfd(fd: writer, events: 0, revents: 0)
        while poll(&question, 1, -1) < 0, errno == EINTR {}
    }
}
