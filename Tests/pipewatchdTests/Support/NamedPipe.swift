import Foundation
import Glibc
import TestSupport

/// A named pipe that takes a daemon's stdout, read when the test says so.
final class NamedPipe: Sendable {
    /// The size of a page, which is the least that a pipe holds.
    private static let capacity: CInt = 4_096

    struct CannotOpen: Error {
        var code: CInt
    }

    /// `F_SETPIPE_SZ` of fcntl(2), which Glibc does not export.
    private static let setPipeSize: CInt = 1031

    let path: String
    private let descriptor: CInt

    init(in home: Home) throws {
        path = home.directory.file("pipe-\(UUID().uuidString)")
        guard mkfifo(path, 0o600) == 0 else { throw CannotOpen(code: errno) }
        // Not blocking: there is nobody who writes yet.
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0, fcntl(descriptor, Self.setPipeSize, Self.capacity) >= 0 else {
            throw CannotOpen(code: errno)
        }
    }

    /// Waits for the next whole line.
    func line() async -> String {
        await withCheckedContinuation { continuation in
            // A thread of its own: a read that waits must not hold one that tasks share.
            Thread.detachNewThread { [descriptor] in
                var line: [UInt8] = []
                var byte: UInt8 = 0
                var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                while poll(&question, 1, -1) >= 0, read(descriptor, &byte, 1) == 1 {
                    if byte == UInt8(ascii: "\n") { break }
                    line.append(byte)
                }
                continuation.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }

    /// What is in it now; the last line may be cut off.
    func rest() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = max(0, read(descriptor, &bytes, bytes.count))
        return String(decoding: bytes[..<count], as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// Goes away as a reader.
    func close() {
        Glibc.close(descriptor)
    }
}
