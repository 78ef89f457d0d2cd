import Glibc

/// The credentials that the service manager hands over, such as those of `LoadCredential=`.
///
/// Each is a file in the directory that `$CREDENTIALS_DIRECTORY` names (“Credentials” in
/// systemd.exec(5)). They are read when the service starts, by the manager: a reload finds the same content.
package struct CredentialsDirectory: Sendable, Equatable {
    /// The most that is read of a credential, which is also what systemd allows a unit for all.
    package static let maximumBytes = 1 << 20

    private let directory: String?

    /// Takes the directory from the environment of the process, given as a parameter.
    package init(environment: [String: String]) {
        let directory = environment["CREDENTIALS_DIRECTORY"]
        self.directory = directory?.utf8.first == UInt8(ascii: "/") ? directory : nil
    }

    /// The path of the file that holds a credential, whether or not there is such a file.
    ///
    /// - Parameter name: a name that systemd takes for a credential: up to 255 printable ASCII
    ///   characters without `/` and `:`, and neither `.` nor `..`.
    /// - Returns: an absolute path.
    /// - Throws: `.invalidName`, `.noDirectory`.
    package func path(of name: String) throws(CredentialFailure) -> String {
        guard Self.isValid(name) else { throw .invalidName }
        guard let directory else { throw .noDirectory }
        return directory + "/" + name
    }

    /// The content of a credential without the newline at its end, where there is one.
    ///
    /// The bytes are as secret as what they stand for: wrap them before they go anywhere.
    package func content(of name: String) throws(CredentialFailure) -> [UInt8] {
        let path = try path(of: name)
        // Without O_NONBLOCK a FIFO of that name would hold the daemon until somebody writes.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing : .unreadable(SystemCallFailure(call: "open"))
        }
        defer { close(descriptor) }

        var kind = stat()
        guard fstat(descriptor, &kind) == 0 else {
            throw .unreadable(SystemCallFailure(call: "fstat"))
        }
        guard kind.st_mode & S_IFMT == S_IFREG else { throw .notAFile }

        var content = try Self.readAll(from: descriptor)
        if content.last == UInt8(ascii: "\n") {
            content.removeLast()
        }
        return content
    }

    private static func readAll(from descriptor: CInt) throws(CredentialFailure) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 {
                guard errno == EINTR else { throw .unreadable(SystemCallFailure(call: "read")) }
                continue
            }
            guard count > 0 else { return content }
            content += chunk[..<count]
            guard content.count <= maximumBytes else { throw .tooLong }
        }
    }

    /// `credential_name_valid` in systemd's `src/shared/creds-util.c`.
    private static func isValid(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count)
            && name != "." && name != ".."
            && name.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            && !name.utf8.contains(UInt8(ascii: "/"))
            && !name.utf8.contains(UInt8(ascii: ":"))
    }
}

/// Why a credential could not be had.
///
/// Never holds its content.
package enum CredentialFailure: Error, Sendable, Equatable {
    /// `$CREDENTIALS_DIRECTORY` is unset or not an absolute path: no credential was handed over.
    case noDirectory
    /// systemd has no credential of such a name.
    case invalidName
    /// There is no such file in the directory.
    case missing
    /// It is a directory, a socket, a FIFO or the like.
    case notAFile
    /// It has more than `CredentialsDirectory.maximumBytes`.
    case tooLong
    case unreadable(SystemCallFailure)
}
