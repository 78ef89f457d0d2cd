import Synchronization

@testable import AWSAccess

/// Files in memory, which can be changed, and which count how often they were read whole.
final class FakeFiles: FileReader {
    private struct State {
        var contents: [String: Result<String, FileFailure>] = [:]
        var generation: Int64 = 0
        var stamps: [String: FileStamp] = [:]
        var readings = 0
    }

    private let state = Mutex(State())

    init(_ contents: [String: String] = [:]) {
        for (path, text) in contents { put(text, at: path) }
    }

    var readings: Int { state.withLock { $0.readings } }

    func put(_ text: String?, at path: String) {
        set(text.map { .success($0) }, at: path)
    }

    func fail(_ failure: FileFailure, at path: String) {
        set(.failure(failure), at: path)
    }

    private func set(_ result: Result<String, FileFailure>?, at path: String) {
        state.withLock { state in
            state.generation += 1
            state.contents[path] = result
            state.stamps[path] = FileStamp(
                device: 1,
                inode: 1,
                size: 0,
                changed: state.generation
            )
        }
    }

    func read(_ path: String, unless known: FileStamp?) throws(FileFailure) -> FileReading {
        try state.withLock { state throws(FileFailure) in
            guard let result = state.contents[path] else { return .absent }
            if let known, known == state.stamps[path] { return .unchanged }
            let text = try result.get()
            state.readings += 1
            return .contents(Array(text.utf8), state.stamps[path])
        }
    }
}
