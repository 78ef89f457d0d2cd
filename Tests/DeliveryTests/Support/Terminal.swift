import Glibc
import Testing

/// A terminal whose screen shows something only when the test looks.
final class Terminal: Sendable {
    /// What a program writes to.
    let line: CInt
    private let screen: CInt

    /// TIOCSPTLCK and TIOCGPTN, macros that Swift does not import; the same on x86-64 and arm64.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init() throws {
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        try #require(screen >= 0)
        var number: CInt = 0
        var lock: CInt = 0
        try #require(ioctl(screen, Self.setLock, &lock) == 0)
        try #require(ioctl(screen, Self.getNumber, &number) == 0)
        line = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(line >= 0)
    }

    deinit {
        close(line)
        close(screen)
    }

    /// Takes what was written so far, up to a number of bytes.
    func show(atMost count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let length = read(screen, &bytes, count)
        return Array(bytes.prefix(max(length, 0)))
    }
}
