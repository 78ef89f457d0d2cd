internal import Synchronization

/// The profiles of the two files that AWS's tools share, read again when a file has changed.
package final class SharedProfiles: Sendable {
    /// Where the config file is looked up; `nil` where there is no `HOME` to find it in.
    package let configPath: String?
    /// Where the credentials file is looked up; `nil` where there is no `HOME` to find it in.
    package let credentialsPath: String?

    private let files: any FileReader
    private let kept = Mutex<[ProfileFile.Kind: Copy]>([:])

    private struct Copy {
        let stamp: FileStamp?
        let file: ProfileFile
    }

    /// Finds out where the files are, without reading them.
    ///
    /// That is `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/config` and
    /// `~/.aws/credentials`.
    package init(environment: AWSEnvironment, files: any FileReader) {
        self.files = files
        configPath = environment.expandingHome(
            in: environment["AWS_CONFIG_FILE"] ?? "~/.aws/config"
        )
        credentialsPath = environment.expandingHome(
            in: environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials"
        )
    }

    /// The profile of a name; `nil` where neither file has it.
    package func profile(named name: String) throws(SharedFileFailure) -> Profile? {
        let config = try config()?.profiles[name]
        let credentials = try credentials()?.profiles[name]
        guard config != nil || credentials != nil else { return nil }
        return Profile(name: name, credentials: credentials ?? [:], config: config ?? [:])
    }

    /// The config file as it is now; `nil` where there is none.
    package func config() throws(SharedFileFailure) -> ProfileFile? {
        try current(.config, at: configPath)
    }

    /// The credentials file as it is now; `nil` where there is none.
    package func credentials() throws(SharedFileFailure) -> ProfileFile? {
        try current(.credentials, at: credentialsPath)
    }

    private func current(
        _ kind: ProfileFile.Kind,
        at path: String?
    ) throws(SharedFileFailure) -> ProfileFile? {
        guard let path else { return nil }
        let copy = kept.withLock { $0[kind] }
        let reading: FileReading
        do throws(FileFailure) {
            reading = try files.read(path, unless: copy?.stamp)
        } catch {
            throw .unreadable(path: path, error)
        }
        let file: ProfileFile?
        switch reading {
        case .absent:
            file = nil
            kept.withLock { $0[kind] = nil }
        case .unchanged:
            file = copy?.file
        case .contents(let bytes, let stamp):
            let parsed = ProfileFile(parsing: bytes, kind: kind, path: path)
            kept.withLock { $0[kind] = Copy(stamp: stamp, file: parsed) }
            file = parsed
        }
        if let file, !file.problems.isEmpty { throw .malformed(file.problems) }
        return file
    }
}

/// Why the shared files are of no use as they are.
package enum SharedFileFailure: Error, Sendable, Hashable {
    case unreadable(path: String, FileFailure)
    /// The problems of one file; never empty.
    case malformed([ProfileProblem])
}

extension SharedFileFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let failure): "\(path) cannot be read: \(failure)"
        case .malformed(let problems): problems.map(\.description).joined(separator: "; ")
        }
    }
}
