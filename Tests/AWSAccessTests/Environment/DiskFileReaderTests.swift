import Foundation
import Testing

@testable import AWSAccess

@Suite struct DiskFileReaderTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "pipewatchd-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String {
        folder.appending(path: name).path
    }

    @Test func `a whole file is read`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let contents = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(contents).write(to: folder.appending(path: "f"))
        guard
            case .contents(let read, let stamp) = try DiskFileReader()
                .read(path("f"), unless: nil)
        else {
            Issue.record("there are no contents")
            return
        }
        #expect(read == contents)
        // It was written just now, so a later change might have the same stamp.
        #expect(stamp == nil)
    }

    @Test func `a file that settled long ago is not read again`() throws {
        let path = "/etc/passwd"
        guard case .contents(_, let stamp?) = try DiskFileReader().read(path, unless: nil) else {
            Issue.record("there is no stamp")
            return
        }
        #expect(try DiskFileReader().read(path, unless: stamp) == .unchanged)
        let other = FileStamp(
            device: stamp.device,
            inode: stamp.inode,
            size: stamp.size,
            changed: stamp.changed - 1
        )
        #expect(try DiskFileReader().read(path, unless: other) != .unchanged)
    }

    @Test(arguments: ["/dev/null", "/", "/no/such/file", "/etc/passwd/x"])
    func `what is no file is absent`(path: String) throws {
        #expect(try DiskFileReader().read(path, unless: nil) == .absent)
    }

    @Test func `a file that is far too long is refused`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(count: 2 << 20).write(to: folder.appending(path: "f"))
        #expect(throws: FileFailure.tooLong(limit: 1 << 20)) {
            try DiskFileReader().read(path("f"), unless: nil)
        }
    }

    @Test func `a failure of the system keeps its code`() {
        let name = String(repeating: "x", count: 300)
        #expect(throws: FileFailure.system(code: ENAMETOOLONG)) {
            try DiskFileReader().read("/\(name)", unless: nil)
        }
    }
}
