import Glibc

/// Writes lines for people to stderr.
package struct StandardError: Sendable {
    private let descriptor: CInt

    package init(descriptor: CInt = STDERR_FILENO) {
        self.descriptor = descriptor
    }

    /// Writes the line and a newline with one write(2), so that lines of several threads, or
    /// processes, do not mix.
    ///
    /// Nothing is thrown: where stderr cannot be written there is nobody left to tell.
    package func write(line: String) {
        let bytes = Array((line + "\n").utf8)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}
