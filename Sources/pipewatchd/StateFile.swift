import ConfigFile
import Glibc
import Logging
import PipelineModel
import StateStore
import WatchLoop

/// What the daemon does with its state file beside recording: open it, look into it, tidy up.
enum StateFile {
    /// Opens the file, and makes its directory where there is none.
    static func open(_ path: String, logger: Logger) throws(SetupFailure) -> StateStore {
        try makeDirectory(of: path)
        // Event bodies are nobody else's business.
        umask(0o077)
        do throws(StateFailure) {
            let store = try StateStore(path: path, now: SystemClocks.now().time)
            for case .setAside(let aside, let reason) in store.findings {
                logger.error(
                    """
                    the state file \(path) was damaged (\(reason)); it is kept as \(aside), and \
                    a new one was begun, so what is watched is told as if seen for the first time
                    """
                )
            }
            return store
        } catch {
            throw .state(path: path, error)
        }
    }

    /// What is known of the executions to watch; drops what was not watched for long.
    static func records(
        of loaded: Setup.Loaded,
        in store: StateStore,
        path: String
    ) async throws(SetupFailure) -> [ExecutionKey: ExecutionRecord] {
        do throws(StateFailure) {
            try await store.prune(
                watching: loaded.keys,
                at: SystemClocks.now().time,
                keep: loaded.config.state.keep
            )
            return try await store.records(of: loaded.keys)
        } catch {
            throw .state(path: path, error)
        }
    }

    /// Says so where deliveries wait for sinks that the config no longer has.
    static func tellOrphans(in store: StateStore, sinks: Set<String>, logger: Logger) async {
        // Nothing depends on this look, so a failure is left to those on which something does.
        guard let waiting = try? await store.waiting() else { return }
        for (sink, count) in waiting.sorted(by: { $0.key < $1.key }) where !sinks.contains(sink) {
            logger.warning(
                """
                \(count) \(count == 1 ? "event waits" : "events wait") for the sink \(sink), \
                which the config does not name; name it again to have them delivered
                """
            )
        }
    }

    private static func makeDirectory(of path: String) throws(SetupFailure) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let directory = String(path[..<slash])
        var built = directory.hasPrefix("/") ? "" : "."
        for part in directory.split(separator: "/") {
            built += "/" + part
            guard mkdir(built, 0o700) != 0, errno != EEXIST else { continue }
            let reason = errno
            var status = stat()
            // A parent that cannot be written but is there will do.
            guard stat(built, &status) != 0 else { continue }
            throw .stateDirectory(directory, reason: String(cString: strerror(reason)))
        }
    }
}
