import ConfigFile
import Delivery
import Glibc
import HTTPExchange
import PipelineModel
import Systemd
import WatchLoop

/// Makes the sinks that a config asks for.
struct SinkFactory: Sendable {
    var transport: any HTTPTransport
    var statusLine: StatusLine
    /// One for all sinks that write to standard output.
    var stdout: LineWriter

    func make(_ sink: Sink) throws -> any DeliverySink {
        switch sink.kind {
        case .stdout(let format):
            return StdoutSink(
                name: sink.name,
                format: format == .json ? .json : .text,
                writer: stdout
            )
        case .journald:
            return JournaldSink(name: sink.name, journal: SystemJournal())
        case .systemd:
            return StatusSink(name: sink.name) { [statusLine] in
                statusLine.show(lastTransition: $0)
            }
        case .webhook(let webhook):
            return WebhookSink(
                name: sink.name,
                endpoint: WebhookSink.Endpoint(
                    url: webhook.url,
                    headers: webhook.headers.map { .init(name: $0.name, value: $0.value) },
                    keys: try webhook.secret.map { [try StandardWebhooksKey($0)] } ?? [],
                    timeout: webhook.timeout
                ),
                userAgent: Version.userAgent,
                transport: transport,
                now: { SystemClocks.now().time }
            )
        }
    }
}

extension TransitionOutbox.Route {
    init(_ sink: Sink) {
        self.init(
            sink: sink.name,
            filter: SinkFilter(pipelines: sink.only.pipelines, statuses: sink.only.statuses)
        )
    }
}

private struct SystemJournal: JournalWriting {
    func send(fields: [(name: String, value: [UInt8])]) throws {
        try Journal.send(JournalEntry(fields: fields))
    }
}
