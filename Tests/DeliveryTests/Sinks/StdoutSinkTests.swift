import Glibc
import StateStore
import Synchronization
import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1))) struct `The stdout sink` {
    @Test func `prints a line for people`() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(descriptor: pipe.writer, sleep: neverSleeping)
        let sink = StdoutSink(name: "stdout", format: .text, writer: writer)
        try await sink.deliver(.sample(`A transition event`.full))
        let line = TextFormat.line(for: TransitionEvent(`A transition event`.full))
        #expect(pipe.text() == line + "\n")
    }

    @Test func `prints the recorded event as it is`() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(descriptor: pipe.writer, sleep: neverSleeping)
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        try await sink.deliver(.sample(`A transition event`.full))
        #expect(pipe.text() == `A transition event`.fullJSON + "\n")
    }

    @Test(arguments: Hostile.all)
    func `prints one line for one event, whatever it holds`(hostile: Hostile) async throws {
        for format in [StdoutSink.Format.text, .json] {
            let pipe = try Pipe()
            let writer = LineWriter(descriptor: pipe.writer, sleep: neverSleeping)
            let sink = StdoutSink(name: "stdout", format: format, writer: writer)
            try await sink.deliver(.sample(.sample(execution: .saying(hostile.text))))
            let text = pipe.text()
            #expect(text.hasSuffix("\n") && String(text.dropLast()).isHarmlessLine)
        }
    }

    @Test func `waits for a reader that is slow, and loses nothing`() async throws {
        let pipe = try Pipe()
        let received = Mutex<[UInt8]>([])
        // The reader takes an odd number of bytes, and only while the sink waits.
        let writer = LineWriter(descriptor: pipe.writer) { _ in
            let bytes = pipe.read(atMost: 9973) ?? []
            received.withLock { $0 += bytes }
        }
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        let lines = [large("a"), large("b")]
        for (id, line) in zip(Int64(1)..., lines) {
            try await sink.deliver(.holding(line, id: id))
        }
        received.withLock { bytes in
            bytes += pipe.bytes()
            #expect(bytes == lines[0] + [0x0A] + lines[1] + [0x0A])
        }
    }

    @Test func `waits for a terminal that is slow, and loses nothing`() async throws {
        let terminal = try Terminal()
        let received = Mutex<[UInt8]>([])
        let writer = LineWriter(descriptor: terminal.line) { _ in
            let bytes = terminal.show(atMost: 997)
            received.withLock { $0 += bytes }
        }
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        let line = large("a")
        try await sink.deliver(.holding(line, id: 1))
        received.withLock { bytes in
            while case let more = terminal.show(atMost: 4096), !more.isEmpty { bytes += more }
            // A terminal turns a newline into two characters.
            #expect(bytes == line + [0x0D, 0x0A])
        }
    }

    @Test func `waits for a socket that is slow, and loses nothing`() async throws {
        var ends: [CInt] = [0, 0]
        let stream = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, stream, 0, &ends) == 0)
        let (reader, descriptor) = (ends[0], ends[1])
        let received = Mutex<[UInt8]>([])
        let take: @Sendable () -> Void = {
            var bytes = [UInt8](repeating: 0, count: 9973)
            let length = recv(reader, &bytes, bytes.count, CInt(MSG_DONTWAIT))
            received.withLock { $0 += bytes.prefix(max(length, 0)) }
        }
        let writer = LineWriter(descriptor: descriptor) { _ in take() }
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        let line = Array(repeating: large("a"), count: 5).joined()
        try await sink.deliver(.holding(Array(line), id: 1))
        while received.withLock({ $0.count }) <= line.count { take() }
        #expect(received.withLock { $0 } == Array(line) + [0x0A])
        close(reader)
        close(descriptor)
    }

    @Test func `finishes a line that it began, before another sink's and only once`() async throws {
        let pipe = try Pipe()
        let sleeps = Mutex(0)
        let writer = LineWriter(descriptor: pipe.writer) { _ in sleeps.withLock { $0 += 1 } }
        let patience = Duration.seconds(1)
        let json = StdoutSink(name: "a", format: .json, writer: writer, patience: patience)
        let other = StdoutSink(name: "b", format: .json, writer: writer, patience: patience)
        let stalled = DeliveryFailure.retry("standard output is not being read")
        let first = PendingDelivery.holding(large("a"), id: 1)
        let second = PendingDelivery.holding(Array("second".utf8), id: 1)

        await #expect(throws: stalled) { try await json.deliver(first) }
        // 10, 20, 40, 80, 160 ms and then 250 ms each.
        #expect(sleeps.withLock { $0 } == 8)
        await #expect(throws: stalled) { try await other.deliver(second) }

        var bytes = pipe.bytes()
        while await (try? json.deliver(first)) == nil { bytes += pipe.bytes() }
        try await other.deliver(second)
        bytes += pipe.bytes()
        #expect(bytes == first.event + Array("\nsecond\n".utf8))
    }

    @Test func `goes on in the middle of a line after a cancelled wait`() async throws {
        let pipe = try Pipe()
        let isCancelled = Mutex(true)
        let received = Mutex<[UInt8]>([])
        let writer = LineWriter(descriptor: pipe.writer) { _ in
            if isCancelled.withLock({ $0 }) { throw CancellationError() }
            received.withLock { $0 += pipe.bytes() }
        }
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        let delivery = PendingDelivery.holding(large("a"), id: 1)
        await #expect(throws: DeliveryFailure.retry("cancelled")) {
            try await sink.deliver(delivery)
        }
        isCancelled.withLock { $0 = false }
        try await sink.deliver(delivery)
        received.withLock { bytes in
            bytes += pipe.bytes()
            #expect(bytes == delivery.event + [0x0A])
        }
    }

    @Test func `ends where its reader is gone`() async throws {
        let pipe = try Pipe()
        pipe.closeReader()
        await #expect(throws: Self.closed) { try await self.deliver(to: pipe.writer) }
    }

    @Test func `ends where its reader goes in the middle of a line`() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(descriptor: pipe.writer) { _ in pipe.closeReader() }
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        await #expect(throws: Self.closed) {
            try await sink.deliver(.holding(large("a"), id: 1))
        }
    }

    @Test func `ends where there is no standard output`() async throws {
        await #expect(throws: Self.closed) { try await self.deliver(to: 987_654) }
    }

    @Test func `tries again where the disk is full`() async throws {
        let device = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(device) }
        let full = DeliveryFailure.retry("standard output: No space left on device")
        await #expect(throws: full) { try await self.deliver(to: device) }
    }

    @Test func `gives up an event that is not readable`() async throws {
        let writer = LineWriter(descriptor: -1, sleep: neverSleeping)
        let sink = StdoutSink(name: "stdout", format: .text, writer: writer)
        let failure = DeliveryFailure(
            reason: "the recorded event is not readable",
            remedy: .giveUp(afterTries: 1)
        )
        await #expect(throws: failure) { try await sink.deliver(.row(1)) }
    }

    private static let closed = DeliveryFailure(
        reason: "standard output is closed",
        remedy: .closed
    )

    private func deliver(to descriptor: CInt) async throws {
        let writer = LineWriter(descriptor: descriptor, sleep: neverSleeping)
        let sink = StdoutSink(name: "stdout", format: .json, writer: writer)
        try await sink.deliver(.row(1))
    }
}

/// More than a pipe holds (64 KiB), and no multiple of anything.
private func large(_ character: Character) -> [UInt8] {
    Array(String(repeating: character, count: 200_003).utf8)
}

@Sendable private func neverSleeping(_ duration: Duration) async throws {
    Issue.record("waited for \(duration)")
}

extension PendingDelivery {
    fileprivate static func holding(_ event: [UInt8], id: Int64) -> PendingDelivery {
        var row = row(id)
        row.event = event
        return row
    }
}

extension Pipe {
    fileprivate func bytes() -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = read() { all += bytes }
        return all
    }

    fileprivate func text() -> String {
        String(decoding: bytes(), as: UTF8.self)
    }
}
