import Glibc
import Synchronization

/// A file that whole lines are appended to, from any thread.
final class LineFile: Sendable {
    static let standardOutput = LineFile(descriptor: STDOUT_FILENO)
    static let standardError = LineFile(descriptor: STDERR_FILENO)

    private let descriptor: Int32
    private let lock = Mutex(())

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Makes the file, or empties it.
    init(creating path: String) throws(Complaint) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Complaint("\(path): \(Complaint.reason(errno))", exitCode: .cannotCreate)
        }
    }

    /// Appends a line that ends in its newline.
    ///
    /// One that cannot be written is lost: the answers matter more than the telling of them.
    func write(_ line: [UInt8]) {
        lock.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}

/// Reads a whole file.
func readFile(_ path: String) throws(Complaint) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw Complaint("\(path): \(Complaint.reason(errno))", exitCode: .cannotOpen)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count == 0 { return bytes }
        if count > 0 {
            bytes += buffer[..<count]
        } else if errno != EINTR {
            throw Complaint("\(path): \(Complaint.reason(errno))", exitCode: .cannotOpen)
        }
    }
}
