import GRDB
import Glibc

extension StateFailure {
    /// Runs GRDB code, and takes what it throws for what it means to the caller.
    static func wrapping<Result>(_ body: () throws -> Result) throws(StateFailure) -> Result {
        do {
            return try body()
        } catch {
            throw StateFailure(error)
        }
    }

    /// Runs GRDB code, and takes what it throws for what it means to the caller.
    static func wrapping<Result>(
        _ body: () async throws -> Result
    ) async throws(StateFailure) -> Result {
        do {
            return try await body()
        } catch {
            throw StateFailure(error)
        }
    }

    private init(_ error: any Error) {
        switch error {
        case let failure as StateFailure:
            self = failure
        case let error as DatabaseError:
            // The statement and its arguments stay out of the text: an event may be long.
            let text = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            self.init(kind: Kind(error.resultCode), message: text)
        default:
            self.init(kind: .other, message: "\(error)")
        }
    }

    /// An error of the file system, by its number.
    init(errno: Int32, path: String) {
        let kind: Kind =
            switch errno {
            case ENOSPC, EDQUOT: .full
            case EROFS, EACCES, EPERM: .readOnly
            default: .other
            }
        self.init(kind: kind, message: "\(path): \(String(cString: strerror(errno)))")
    }
}

extension StateFailure.Kind {
    /// Takes SQLite's primary result code: https://sqlite.org/rescode.html.
    fileprivate init(_ code: ResultCode) {
        switch code {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
        default: self = .other
        }
    }
}
