import FoundationEssentials
import PipelineModel
import Secrets

extension Scenario {
    /// Reads a scenario file and checks all of it.
    ///
    /// - Parameter json: the bytes of the file; docs/simulator.md describes them.
    /// - Throws: the first problem found.
    package init(json: [UInt8]) throws(ScenarioProblem) {
        let file: ScenarioFile
        do {
            file = try JSONDecoder().decode(Strict<ScenarioFile>.self, from: Data(json)).object
        } catch let error as DecodingError {
            throw ScenarioProblem(error)
        } catch {
            throw ScenarioProblem(path: "$", message: "cannot be read: \(error)")
        }
        try self.init(file)
    }

    private init(_ file: ScenarioFile) throws(ScenarioProblem) {
        self.init(
            region: file.region ?? "eu-west-1",
            accountID: file.account ?? "111122223333",
            clock: try Self.clock(file.clock),
            credentials: try Self.credentials(file.credentials),
            pipelines: try Self.pipelines(file.pipelines),
            faults: []
        )
        guard !region.isEmpty else {
            throw ScenarioProblem(path: "region", message: "must not be empty")
        }
        guard accountID.utf8.count == 12, accountID.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            throw ScenarioProblem(path: "account", message: "must be the 12 digits of an account")
        }
        for (index, fault) in (file.faults ?? []).enumerated() {
            faults.append(try Fault(fault.object, at: "faults[\(index)]", in: pipelines))
        }
    }

    private static func clock(_ text: String?) throws(ScenarioProblem) -> ClockStart {
        guard let text else { return .start }
        guard let clock = ClockStart(rawValue: text) else {
            throw ScenarioProblem(path: "clock", message: #"must be "start" or "firstRequest""#)
        }
        return clock
    }

    private static func credentials(
        _ objects: [Strict<CredentialsObject>]
    ) throws(ScenarioProblem) -> [AcceptedCredentials] {
        guard !objects.isEmpty else {
            throw ScenarioProblem(path: "credentials", message: "must name at least one key")
        }
        var accepted: [AcceptedCredentials] = []
        for (index, object) in objects.map(\.object).enumerated() {
            let path = "credentials[\(index)]"
            guard !object.accessKeyId.isEmpty, !object.accessKeyId.contains("/") else {
                throw ScenarioProblem(
                    path: path + ".accessKeyId",
                    message: "must not be empty, and must hold no slash"
                )
            }
            guard !accepted.contains(where: { $0.accessKeyID == object.accessKeyId }) else {
                throw ScenarioProblem(path: path + ".accessKeyId", message: "is there twice")
            }
            guard !object.secretAccessKey.isEmpty else {
                throw ScenarioProblem(path: path + ".secretAccessKey", message: "must not be empty")
            }
            accepted.append(
                AcceptedCredentials(
                    accessKeyID: object.accessKeyId,
                    secretAccessKey: Secret(object.secretAccessKey),
                    sessionToken: object.sessionToken.map { Secret($0) },
                    expiresAfter: try duration(object.expiresAfter, at: path + ".expiresAfter")
                )
            )
        }
        return accepted
    }

    private static func pipelines(
        _ objects: [Strict<PipelineObject>]
    ) throws(ScenarioProblem) -> [ScriptedPipeline] {
        var pipelines: [ScriptedPipeline] = []
        for (index, object) in objects.map(\.object).enumerated() {
            let path = "pipelines[\(index)]"
            guard Naming.isPipelineName(object.name) else {
                throw ScenarioProblem(
                    path: path + ".name",
                    message: "must be 1 to 100 of A-Z a-z 0-9 . @ - _"
                )
            }
            guard !pipelines.contains(where: { $0.name == object.name }) else {
                throw ScenarioProblem(path: path + ".name", message: "is there twice")
            }
            var pipeline = ScriptedPipeline(name: object.name, executions: [])
            var ids: Set<String> = []
            for (index, execution) in object.executions.map(\.object).enumerated() {
                let path = path + ".executions[\(index)]"
                let script = try ExecutionScript(execution, of: object.name, at: path)
                for id in script.ids where !ids.insert(id).inserted {
                    throw ScenarioProblem(path: path + ".id", message: "\(id) is there twice")
                }
                pipeline.executions.append(script)
            }
            pipelines.append(pipeline)
        }
        return pipelines
    }

    /// Reads a duration that may be left out.
    static func duration(
        _ text: String?,
        at path: String
    ) throws(ScenarioProblem) -> Duration? {
        guard let text else { return nil }
        guard let duration = DurationText.parse(text) else {
            throw ScenarioProblem(
                path: path,
                message: #"must be a duration such as "500ms", "3s" or "1m30s""#
            )
        }
        return duration
    }
}
