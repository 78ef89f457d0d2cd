import CSystemd
import Glibc

/// The journal of this machine.
///
/// That an entry was taken means that journald has it in its queue: beyond 10,000 messages in 30
/// seconds it drops what comes (`RateLimitBurst=` in journald.conf(5)).
package enum Journal {
    /// Where libsystemd sends entries to (`src/libsystemd/sd-journal/journal-send.c`).
    private static let socketPath = "/run/systemd/journal/socket"

    /// Writes one entry.
    ///
    /// An entry that is too large for a datagram is passed in a sealed memory file, by libsystemd.
    ///
    /// - Throws: `SystemCallFailure`, with `ENOENT` where this machine has no journal.
    package static func send(_ entry: JournalEntry) throws(SystemCallFailure) {
        // sd_journal_sendv says that all went well where there is nobody to send to.
        guard access(socketPath, F_OK) == 0 else { throw SystemCallFailure(call: "access") }

        let fields = entry.encodedFields
        var bytes = Array(fields.joined())
        let result = bytes.withUnsafeMutableBytes { buffer in
            var start = 0
            let vectors = fields.map { field in
                let part = UnsafeMutableRawBufferPointer(
                    rebasing: buffer[start..<start + field.count]
                )
                start += field.count
                return iovec(iov_base: part.baseAddress, iov_len: part.count)
            }
            return sd_journal_sendv(vectors, CInt(vectors.count))
        }
        guard result >= 0 else { throw SystemCallFailure(call: "sd_journal_sendv", code: -result) }
    }
}
