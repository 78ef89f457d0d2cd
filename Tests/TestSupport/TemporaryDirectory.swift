import Foundation

/// A directory that goes when the value does.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("pipewatchd-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.path
    }

    deinit {
        // A directory that cannot be removed is left to whoever clears the temporary ones.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the directory.
    package func file(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file, and answers with its path.
    @discardableResult
    package func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let path = file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }
}
