import PipelineModel
import PipelineSimulator
import Secrets

/// How executions go, act by act: each has a status in every act that it is there in.
struct Story: Sendable {
    static let act: Duration = .seconds(10)
    static let key = AcceptedCredentials(
        accessKeyID: "AKIDEXAMPLEACCESS",
        secretAccessKey: Secret("SENTINEL/secret/access/key"),
        sessionToken: Secret("SENTINEL//session//token==")
    )

    var pipeline = "web"
    /// The statuses of each execution, by act; `nil` before it is there.
    var executions: [[String?]]

    init(_ executions: [String?]..., pipeline: String = "web") {
        self.executions = executions
        self.pipeline = pipeline
    }

    init(all executions: [[String?]]) {
        self.executions = executions
    }

    var acts: Int { executions.map(\.count).max() ?? 0 }

    var ids: [String] { executions.indices.map(Self.id) }

    static func id(_ number: Int) -> String {
        let digits = String(number + 1)
        return "00000000-0000-4000-8000-"
            + String(repeating: "0", count: 12 - digits.count) + digits
    }

    func scenario(faults: [Fault] = []) -> Scenario {
        Scenario(
            credentials: [Self.key],
            pipelines: [
                ScriptedPipeline(
                    name: pipeline,
                    executions: executions.enumerated().map { number, statuses in
                        ExecutionScript(ids: [Self.id(number)], timeline: timeline(statuses))
                    }
                )
            ],
            faults: faults
        )
    }

    private func timeline(_ statuses: [String?]) -> [TimelineStep] {
        statuses.enumerated().compactMap { act, status in
            status.map { status in
                TimelineStep(
                    at: Self.act * act,
                    execution: PipelineExecution(
                        pipelineName: pipeline,
                        pipelineVersion: 3,
                        status: ExecutionStatus(rawValue: status)
                    )
                )
            }
        }
    }

    /// What is to be told of each execution up to an act, in order.
    func told(upTo act: Int = .max) -> [String: [Told]] {
        var told: [String: [Told]] = [:]
        for (number, statuses) in executions.enumerated() {
            let id = Self.id(number)
            for case let status? in statuses.prefix(act == .max ? act : act + 1) {
                let last = told[id]?.last
                guard last?.status != status else { continue }
                let isRetry = ["Failed", "Stopped"].contains(last?.status)
                told[id, default: []].append(
                    Told(
                        execution: id,
                        status: status,
                        previousStatus: last?.status,
                        attempt: (last?.attempt ?? 1) + (isRetry ? 1 : 0)
                    )
                )
            }
        }
        return told
    }
}
