import AWSAccess
import ConfigFile
import Delivery
import Glibc
import HTTPExchange
import Logging
import PipelineModel
import StateStore
import Systemd
import UnixSignals
import WatchLoop

/// The parts of the daemon, put together, and what its signals do to them.
struct Daemon {
    /// The time that deliveries in hand get when the daemon ends.
    private static let finishing: Duration = .seconds(3)
    /// The daemon is gone after this time, whatever hangs; systemd would kill it later anyway.
    private static let ending: Duration = .milliseconds(4_500)

    private let signals: UnixSignalsSequence
    private let setup: Setup
    private let logger: Logger
    private let reporter: ServiceReporter
    private let transport: NIOTransport
    private let store: StateStore
    private let statePath: String
    private let outbox: TransitionOutbox
    private let deliveries: DeliveryService
    private let watcher: Watcher
    private let ended = Mailbox<Void>()

    /// Opens the state and makes all the parts; nothing is polled or told yet.
    init(setup: Setup, logger: Logger) async throws(SetupFailure) {
        // Before anything is announced: a signal that is not trapped yet ends the process.
        signals = await UnixSignalsSequence(trapping: .sighup, .sigterm, .sigint)
        self.setup = setup
        self.logger = logger
        let loaded = try setup.load()
        LogSetup.adopt(loaded.config.log.level)

        let manager: ServiceManager
        let watchdog: Watchdog?
        do {
            let environment = setup.surroundings.environment
            manager = try ServiceManager(environment: environment)
            watchdog = try Watchdog(
                environment: environment,
                processID: setup.surroundings.processID
            )
        } catch {
            throw .serviceManager("\(error)")
        }
        let statusLine = StatusLine { line in
            // A status that cannot be shown is shown at the next change.
            try? manager.status(line)
        }
        reporter = ServiceReporter(logger: logger, manager: manager, statusLine: statusLine)

        guard let path = setup.statePath(loaded.config) else { throw .noStatePath }
        statePath = path
        store = try StateFile.open(path, logger: logger)
        transport = NIOTransport()
        deliveries = DeliveryService(
            makeLoop: LoopFactory(
                sinks: SinkFactory(
                    transport: transport,
                    statusLine: statusLine,
                    stdout: LineWriter(descriptor: STDOUT_FILENO) { try await Task.sleep(for: $0) }
                ),
                outbox: store,
                logger: logger,
                statusLine: statusLine
            ).make,
            // What a sink failed with says nothing of the one that takes its place.
            onEnded: { statusLine.show(failure: nil, of: $0) },
            onClosed: { [ended] in ended.post(()) }
        )
        outbox = TransitionOutbox(store: store) { [deliveries] sinks in
            Task { await deliveries.poke(sinks) }
        }
        let change = try await Self.change(
            loaded,
            setup: setup,
            store: store,
            path: path,
            transport: transport
        )
        watcher = Watcher(
            initial: change,
            recorder: outbox,
            reporter: reporter,
            heartbeat: watchdog?.pingInterval
        )
        try await adoptSinks(loaded)
        let count = loaded.keys.count
        logger.info(
            """
            pipewatchd \(Version.text) watches \(count) \(count == 1 ? "execution" : "executions") \
            by \(setup.configPath), with its state in \(path)
            """
        )
    }

    /// Watches until a signal ends it.
    func run() async {
        let backstop = await withTaskGroup { group in
            group.addTask { await watcher.run() }
            group.addTask { await followSignals() }
            group.addTask {
                _ = await ended.next()
                watcher.stop()
            }
            await group.next()
            reporter.notify { try reporter.manager.stopping() }
            let backstop = startBackstop()
            group.cancelAll()
            ended.close()
            return backstop
        }
        await deliveries.finish(within: Self.finishing)
        await transport.shutdown()
        store.close()
        backstop.cancel()
    }

    /// Ends the process in time, whatever hangs: the disk, a sink, the transport.
    private func startBackstop() -> Task<Void, any Error> {
        Task.detached { [logger] in
            try await Task.sleep(for: Self.ending)
            logger.error("not everything ended in time; what is not told is kept")
            // Not exit(3): what hangs would hang its handlers too.
            _exit(EX_TEMPFAIL)
        }
    }

    private func followSignals() async {
        for await signal in signals {
            guard signal == .sighup else {
                logger.info("ending on \(signal)")
                return
            }
            await reload()
        }
    }

    private func reload() async {
        reporter.notify {
            try reporter.manager.reloading(
                monotonicMicroseconds: ServiceManager.monotonicMicroseconds()
            )
        }
        do throws(SetupFailure) {
            let loaded = try setup.load()
            if let path = setup.statePath(loaded.config), path != statePath {
                logger.warning("state.path changed; that takes effect at the next start")
            }
            let change = try await Self.change(
                loaded,
                setup: setup,
                store: store,
                path: statePath,
                transport: transport
            )
            try await adoptSinks(loaded)
            watcher.change(to: change)
            LogSetup.adopt(loaded.config.log.level)
            let count = loaded.keys.count
            logger.notice(
                "config reloaded; watching \(count) \(count == 1 ? "execution" : "executions")"
            )
        } catch {
            logger.error("config refused; going on with the one before")
            for line in error.lines(file: setup.configPath) {
                logger.error("\(line)")
            }
        }
        reporter.notify { try reporter.manager.ready() }
    }

    private func adoptSinks(_ loaded: Setup.Loaded) async throws(SetupFailure) {
        let sinks = loaded.config.notify ?? Setup.defaultSinks(in: setup.surroundings)
        do {
            try await deliveries.adopt(sinks)
        } catch {
            throw .sinks("\(error)")
        }
        outbox.adopt(sinks.map(TransitionOutbox.Route.init))
        await StateFile.tellOrphans(in: store, sinks: Set(sinks.map(\.name)), logger: logger)
    }

    /// What the watcher is to watch, with what the state knows of it.
    private static func change(
        _ loaded: Setup.Loaded,
        setup: Setup,
        store: StateStore,
        path: String,
        transport: NIOTransport
    ) async throws(SetupFailure) -> Watcher.Change {
        let records = try await StateFile.records(of: loaded, in: store, path: path)
        do throws(EndpointFailure) {
            return Watcher.Change(
                plan: WatchPlan(loaded, records: records),
                poller: try ConnectionPoller(
                    loaded.connections,
                    environment: setup.surroundings.aws,
                    transport: transport
                )
            )
        } catch {
            throw .endpoint("\(error)")
        }
    }
}
