import ConfigFile
import Delivery
import Logging
import PipelineModel
import StateStore
import WatchLoop

/// Makes the delivery loop of a sink, and takes its reports to the log and the status line.
struct LoopFactory: Sendable {
    var sinks: SinkFactory
    var outbox: any Outbox
    var logger: Logger
    var statusLine: StatusLine

    func make(_ sink: Sink) throws -> DeliveryLoop {
        DeliveryLoop(
            sink: try sinks.make(sink),
            outbox: outbox,
            surroundings: DeliveryLoop.Surroundings(
                now: { SystemClocks.now().instant },
                sleep: { try await Task.sleep(for: $0) },
                random: { Double.random(in: 0..<1) }
            ),
            report: { [logger, statusLine] report in
                logger.log(
                    level: report.level,
                    "\(report.text)",
                    metadata: ["sink": "\(report.sink)"]
                )
                statusLine.show(report)
            }
        )
    }
}

extension StatusLine {
    fileprivate func show(_ report: DeliveryReport) {
        switch report.fact {
        case .failing, .reasonChanged: show(failure: report.text, of: report.sink)
        case .recovered: show(failure: nil, of: report.sink)
        case .gaveUp, .closed: break
        }
    }
}

extension DeliveryReport {
    fileprivate var level: Logger.Level {
        switch fact {
        case .failing, .reasonChanged: .warning
        case .gaveUp: .error
        case .recovered: .notice
        case .closed: .info
        }
    }
}
