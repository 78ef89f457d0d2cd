internal import Glibc

/// Reads the files of this machine.
package struct DiskFileReader: FileReader {
    /// No file of AWS's tools comes near this length, in bytes.
    private static let limit = 1 << 20
    /// How old a change must be, in nanoseconds, before its stamp is trusted.
    ///
    /// File systems stamp with a tick of some milliseconds, at worst of two seconds, so a stamp
    /// that is younger may stand for a later change too.
    private static let settling: Int64 = 2_000_000_000

    package init() {}

    package func read(
        _ path: String,
        unless known: FileStamp?
    ) throws(FileFailure) -> FileReading {
        // O_NONBLOCK so that a pipe nobody writes to does not hold up the caller.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return .absent }
            throw .system(code: code)
        }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .absent }
        let stamp = FileStamp(
            device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino),
            size: Int64(status.st_size),
            changed: Self.nanoseconds(status.st_ctim)
        )
        if stamp == known { return .unchanged }

        let contents = try Self.contents(of: descriptor)
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let isSettled = Self.nanoseconds(now) - stamp.changed > Self.settling
        return .contents(contents, isSettled ? stamp : nil)
    }

    private static func contents(of descriptor: Int32) throws(FileFailure) -> [UInt8] {
        var contents: [UInt8] = []
        while contents.count <= limit {
            var code: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
                let result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if result < 0 { code = errno }
                count = max(0, result)
            }
            if code == EINTR { continue }
            guard code == 0 else { throw .system(code: code) }
            if chunk.isEmpty { return contents }
            contents += chunk
        }
        throw .tooLong(limit: limit)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
