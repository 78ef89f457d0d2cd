import Glibc

/// Whether a file descriptor writes to the journal, so that entries with fields may take the place
/// of lines of text.
///
/// `$JOURNAL_STREAM` names the device and inode of the stream that the service manager connected
/// (systemd.exec(5)). A process that inherits the variable but whose stderr was sent elsewhere is
/// not connected.
///
/// - Parameters:
///   - environment: the environment of the process, of which `JOURNAL_STREAM` is read.
///   - descriptor: what to look at; stderr unless told.
/// - Returns: `false` as well where the variable is unset or not understood.
package func journalIsConnected(
    environment: [String: String],
    descriptor: CInt = STDERR_FILENO
) -> Bool {
    guard let stream = environment["JOURNAL_STREAM"] else { return false }
    var file = stat()
    guard fstat(descriptor, &file) == 0 else { return false }
    return stream == "\(file.st_dev):\(file.st_ino)"
}
