internal import Glibc

extension FileFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .system(let code): String(cString: strerror(code))
        case .tooLong(let limit): "longer than \(limit) bytes"
        }
    }
}
