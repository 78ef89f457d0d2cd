/// The files that AWS access reads: shared configuration, and later tokens and caches.
package protocol FileReader: Sendable {
    /// Reads a whole file, unless it is as it was.
    ///
    /// - Parameters:
    ///   - path: an absolute path, or one relative to the working directory.
    ///   - known: the stamp of an earlier reading, whose contents are still at hand.
    /// - Returns: the contents, or why there are none to return.
    /// - Throws: `FileFailure` where there is a file and it cannot be read.
    func read(_ path: String, unless known: FileStamp?) throws(FileFailure) -> FileReading
}

/// What reading a file brought.
package enum FileReading: Sendable, Equatable {
    /// There is no file, or something that is not a regular one, such as `/dev/null`.
    case absent
    /// The file still has the stamp that was known.
    case unchanged
    /// The contents. Without a stamp they cannot be told from later ones, so they must be read
    /// again the next time.
    case contents([UInt8], FileStamp?)
}

/// Tells one state of a file from another without reading it.
package struct FileStamp: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    package let size: Int64
    /// When the contents or the attributes last changed, in nanoseconds since 1970.
    package let changed: Int64

    package init(device: UInt64, inode: UInt64, size: Int64, changed: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.changed = changed
    }
}

/// Why a file that is there could not be read.
package enum FileFailure: Error, Sendable, Hashable {
    /// The system refused; the code is that of errno(3).
    case system(code: Int32)
    /// The file is longer than any that is expected here: the limit in bytes.
    case tooLong(limit: Int)
}
