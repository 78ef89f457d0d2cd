import ConfigFile
import Glibc
import Secrets
import Systemd

/// Reads the config file, and the secrets that it names.
struct ConfigFileContent {
    var bytes: [UInt8]
    /// Whether only the owner can read the file.
    var isPrivate: Bool

    /// The longest config that is read, in bytes; a longer one is cut here and refused there.
    private static let limit = (16 << 20) + 1
    private static let secretLimit = 1 << 20

    init(path: String) throws(SetupFailure) {
        do {
            let file = try WholeFile(path: path, limit: Self.limit)
            bytes = file.bytes
            isPrivate = file.mode & 0o077 == 0
        } catch {
            throw .unreadable(error.reason)
        }
    }

    /// What the config reader needs to know beyond the bytes.
    func surroundings(environment: [String: String]) -> ConfigSurroundings {
        ConfigSurroundings(fileIsPrivate: isPrivate) { reference in
            Self.secret(reference, environment: environment)
        }
    }

    private static func secret(
        _ reference: SecretReference,
        environment: [String: String]
    ) -> Result<Secret, SecretUnreadable> {
        switch reference {
        case .environment(let name):
            guard let value = environment[name] else {
                return .failure(SecretUnreadable(reason: "the variable is not set"))
            }
            return .success(Secret(value))
        case .file(let path):
            return Result { () throws(SecretUnreadable) in
                do {
                    return try secret(in: WholeFile(path: path, limit: secretLimit).bytes)
                } catch let failure as SystemReason {
                    throw SecretUnreadable(reason: failure.reason)
                } catch let failure as SecretUnreadable {
                    throw failure
                } catch {
                    throw SecretUnreadable(reason: "\(error)")
                }
            }
        case .credential(let name):
            return Result { () throws(SecretUnreadable) in
                do {
                    return try secret(
                        in: CredentialsDirectory(environment: environment).content(of: name)
                    )
                } catch let failure as CredentialFailure {
                    throw SecretUnreadable(reason: "\(failure)")
                } catch let failure as SecretUnreadable {
                    throw failure
                } catch {
                    throw SecretUnreadable(reason: "\(error)")
                }
            }
        }
    }

    private static func secret(in bytes: [UInt8]) throws(SecretUnreadable) -> Secret {
        let withoutNewline = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
        guard let text = String(validating: withoutNewline, as: UTF8.self) else {
            throw SecretUnreadable(reason: "not UTF-8 text")
        }
        return Secret(text)
    }
}

/// Why a file could not be read, in the system's words.
struct SystemReason: Error {
    var reason: String

    init(errno: Int32) {
        reason = String(cString: strerror(errno))
    }
}

/// A file as a whole.
private struct WholeFile {
    var bytes: [UInt8]
    var mode: UInt32

    init(path: String, limit: Int) throws(SystemReason) {
        // Not blocking: a named pipe without a writer must not hang the start.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemReason(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemReason(errno: errno) }
        mode = status.st_mode
        bytes = []
        while bytes.count < limit {
            var failure: Int32 = 0
            let part = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                let result = read(descriptor, buffer.baseAddress, buffer.count)
                failure = result < 0 ? errno : 0
                count = max(0, result)
            }
            if failure == EINTR { continue }
            guard failure == 0 else { throw SystemReason(errno: failure) }
            if part.isEmpty { return }
            bytes += part
        }
    }
}
