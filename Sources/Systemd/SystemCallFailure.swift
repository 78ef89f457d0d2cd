import Glibc

/// A system call, or a call of libsystemd, that did not work.
package struct SystemCallFailure: Error, Sendable, Equatable {
    /// The function by its C name, such as `sendto`.
    package var call: String
    /// What it left in `errno`, a positive number such as `ECONNREFUSED`.
    package var code: CInt

    package init(call: String, code: CInt = errno) {
        self.call = call
        self.code = code
    }
}

extension SystemCallFailure: CustomStringConvertible {
    package var description: String {
        "\(call): \(String(cString: strerror(code)))"
    }
}
