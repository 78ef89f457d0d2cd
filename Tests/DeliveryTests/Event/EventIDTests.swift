import PipelineModel
import TestSupport
import Testing

@testable import Delivery

@Suite struct `An event id` {
    static let transitions = [
        Transition.sample(from: nil, to: .inProgress),
        .sample(from: nil, to: .inProgress, occurrence: 2),
        .sample(from: nil, to: .inProgress, attempt: 2),
        .sample(from: nil, to: .stopping),
        .sample(from: nil, to: .unknown("ü\0:")),
        .sample(key: key(account: ""), from: nil, to: .inProgress),
        .sample(key: key(account: "-"), from: nil, to: .inProgress),
        .sample(key: key(account: "prod"), from: nil, to: .inProgress),
        .sample(key: key(region: "eu-west-2"), from: nil, to: .inProgress),
        .sample(key: key(pipeline: "we", execution: "b3137"), from: nil, to: .inProgress),
        .sample(key: key(pipeline: "web", execution: "3137"), from: nil, to: .inProgress),
        .sample(key: key(pipeline: "web3", execution: "137"), from: nil, to: .inProgress),
    ]

    @Test func `differs wherever the fact differs`() {
        let ids = Self.transitions.map(EventID.of)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test func `is the same whenever and with whatever else the fact was seen`() {
        var other = Self.transitions[0]
        other.observedAt = Timestamp(milliseconds: 1)
        other.previousStatus = .stopped
        other.execution.statusSummary = "another"
        #expect(EventID.of(other) == EventID.of(Self.transitions[0]))
    }

    @Test func `never changes from one version to the next`() {
        #expect(EventID.of(Self.transitions[0]) == "4c512c351be0735ea23d50e92aa9eb4e")
        #expect(EventID.of(Self.transitions[1]) == "bde8655094c20ae1dc2bff64a7b8b231")
        #expect(EventID.of(Self.transitions[5]) == "b747a13f0e9662d5cb80f6e0b56ec301")
    }

    static let script = """
        import hashlib, sys
        account, *fields = [bytes.fromhex(a) for a in sys.argv[2:]]
        fields = ([account] if sys.argv[1] == "named" else []) + fields
        start = b"" if sys.argv[1] == "named" else b"-"
        text = start + b"".join(b"%d:%s" % (len(f), f) for f in fields)
        print(hashlib.sha256(text).hexdigest()[:32])
        """

    @Test(.needsPython, arguments: transitions)
    func `is what Python's hashlib makes of the same fields`(transition: Transition) async throws {
        let key = transition.key
        let account = key.connection.account
        var fields = [
            account ?? "", key.connection.region, key.pipelineName, key.executionID,
            String(transition.attempt), transition.status.rawValue,
        ]
        if transition.occurrence > 1 { fields.append(String(transition.occurrence)) }
        let arguments = fields.map {
            $0.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let id = try await Python.output(
            of: Self.script,
            [account == nil ? "default" : "named"] + arguments
        )
        #expect(EventID.of(transition) == id)
    }

    private static func key(
        account: String? = nil,
        region: String = "eu-west-1",
        pipeline: String = "web",
        execution: String = "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f"
    ) -> ExecutionKey {
        ExecutionKey(
            connection: ConnectionID(account: account, region: region),
            pipelineName: pipeline,
            executionID: execution
        )
    }
}
