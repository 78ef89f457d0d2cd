import NIOCore
import Synchronization

/// Takes the listener away for the scenario's outages, and brings it back.
final class OutageSwitch: Sendable {
    private let clock: RunningClock
    private let loop: any EventLoop
    private let parts = Mutex<(listener: Listener, endpoint: ServiceEndpoint)?>(nil)

    init(clock: RunningClock, loop: any EventLoop) {
        self.clock = clock
        self.loop = loop
    }

    /// Tells it what to switch, and who knows when; before the scenario's clock starts.
    func connect(_ listener: Listener, _ endpoint: ServiceEndpoint) {
        parts.withLock { $0 = (listener, endpoint) }
    }

    /// Sets the switch for every outage, from the moment that the scenario's clock started.
    func schedule(from started: Duration) {
        guard let (listener, endpoint) = parts.withLock({ $0 }) else { return }
        for bound in endpoint.outageBounds {
            clock.at(started + bound, on: loop) {
                endpoint.isClosed ? listener.close() : listener.open()
            }
        }
    }
}
