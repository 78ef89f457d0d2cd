import Logging
import PipelineModel
import Systemd
import WatchLoop

/// Passes on to the log and the service manager how the watch goes.
struct ServiceReporter: WatchReporting {
    var logger: Logger
    var manager: ServiceManager
    var statusLine: StatusLine

    func ready() {
        notify { try manager.ready() }
    }

    func heartbeat() {
        notify { try manager.watchdog() }
    }

    func show(_ summary: WatchSummary) {
        statusLine.show(summary)
    }

    func tell(_ notice: WatchNotice) {
        logger.log(level: notice.level, "\(notice.text)", metadata: notice.metadata)
    }

    /// Tells the service manager something; that it cannot be told is worth a line in the log,
    /// and nothing that stops the watch.
    func notify(_ send: () throws -> Void) {
        do {
            try send()
        } catch {
            logger.warning("the service manager cannot be told: \(error)")
        }
    }
}
