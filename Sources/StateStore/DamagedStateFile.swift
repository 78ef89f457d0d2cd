import Glibc
import PipelineModel

/// Moves a damaged state file out of the way, with the files that SQLite keeps beside it.
enum DamagedStateFile {
    /// - Returns: the path under which the file is kept.
    static func setAside(_ path: String, at now: Timestamp) throws(StateFailure) -> String {
        let aside = "\(path).damaged-\(now.milliseconds / 1_000)"
        guard rename(path, aside) == 0 else { throw StateFailure(errno: errno, path: path) }
        for suffix in ["-wal", "-shm"] {
            // They belong to the file; where there is none there is nothing to keep.
            rename(path + suffix, aside + suffix)
        }
        return aside
    }
}
