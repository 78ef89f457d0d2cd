/// Which fault strikes which request.
struct FaultSchedule: Sendable {
    private struct Pending {
        var fault: Fault
        var strikesLeft: Int?
        var chance: SeededGenerator
    }

    private var pending: [Pending] = []
    private let outages: [Fault]

    init(_ faults: [Fault]) {
        outages = faults.filter { $0.kind == .closed }
        pending = faults.filter { $0.kind != .closed }.map {
            Pending(
                fault: $0,
                strikesLeft: $0.count,
                chance: SeededGenerator(seed: $0.seed)
            )
        }
    }

    /// The first fault, in the order of the scenario, that strikes a request; it is then used up
    /// by one.
    ///
    /// - Parameters:
    ///   - query: what is asked for.
    ///   - time: since the scenario's clock started.
    ///   - isPossible: whether a kind can strike this request at all.
    /// - Returns: the fault, or `nil` where none strikes.
    mutating func strike(
        _ query: ExecutionQuery,
        at time: Duration,
        where isPossible: (Fault.Kind) -> Bool
    ) -> Fault? {
        for index in pending.indices {
            let fault = pending[index].fault
            guard fault.isDue(at: time), pending[index].strikesLeft != 0,
                fault.scope.holds(query), isPossible(fault.kind)
            else { continue }
            // The coin is tossed for each request in scope, so that the seed alone decides.
            guard fault.probability == 1 || pending[index].chance.unit() < fault.probability
            else { continue }
            if let left = pending[index].strikesLeft {
                pending[index].strikesLeft = left - 1
            }
            return fault
        }
        return nil
    }

    func isClosed(at time: Duration) -> Bool {
        outages.contains { $0.isDue(at: time) }
    }

    var outageBounds: [Duration] {
        outages.flatMap { [$0.from, $0.until].compactMap { $0 } }.sorted()
    }
}

extension Fault.Kind {
    /// Whether it makes a true answer false, for which there must be one.
    var needsExecution: Bool {
        switch self {
        case .unknownStatus, .wrongExecution: true
        default: false
        }
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64; Steele, Lea, Flood:
/// “Fast Splittable Pseudorandom Number Generators”, 2014).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
