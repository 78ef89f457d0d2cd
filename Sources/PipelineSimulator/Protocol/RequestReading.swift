import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Tells what a request asks for, as far as that needs no scenario.
enum RequestReading {
    private static let targetPrefix = "CodePipeline_20150709."

    /// The operation that the request names, played here or not; `nil` where it names none.
    static func operation(of head: HTTPRequestHead) -> String? {
        guard let target = head.headers.first(name: "X-Amz-Target"), target.hasPrefix(targetPrefix)
        else { return nil }
        return String(target.dropFirst(targetPrefix.count))
    }

    /// Throws unless the request speaks the JSON 1.1 protocol and names the one operation played.
    static func checkOperation(of head: HTTPRequestHead) throws(ServiceError) {
        guard head.method == .POST, head.uri == "/",
            operation(of: head) == "GetPipelineExecution",
            let type = head.headers.first(name: "Content-Type"),
            type == "application/x-amz-json-1.1" || type.hasPrefix("application/x-amz-json-1.1;")
        else { throw .unknownOperation }
    }

    private struct Input: Decodable {
        var pipelineName: String?
        var pipelineExecutionId: String?
    }

    /// Reads the body, and holds it against the constraints of the API's model.
    static func query(in body: ByteBuffer) throws(ServiceError) -> ExecutionQuery {
        let input: Input
        do {
            input = try JSONDecoder().decode(Input.self, from: Data(body.readableBytesView))
        } catch DecodingError.typeMismatch(_, let context) {
            let member = context.codingPath.last?.stringValue
            throw .serialization(
                member.map { "The member \($0) can not be converted to a String" }
                    ?? "Start of structure or map not found where expected."
            )
        } catch {
            throw .serialization("The body is not JSON")
        }
        var violations: [String] = []
        if let name = input.pipelineName {
            violations += nameViolations(name)
        } else {
            violations.append(violation(nil, at: "pipelineName", "Member must not be null"))
        }
        if let id = input.pipelineExecutionId {
            if !Naming.isExecutionID(id) {
                let constraint =
                    "Member must satisfy regular expression pattern: "
                    + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                violations.append(violation(id, at: "pipelineExecutionId", constraint))
            }
        } else {
            violations.append(violation(nil, at: "pipelineExecutionId", "Member must not be null"))
        }
        guard let name = input.pipelineName, let id = input.pipelineExecutionId, violations.isEmpty
        else { throw .validation(violations) }
        return ExecutionQuery(pipelineName: name, executionID: id)
    }

    private static func nameViolations(_ name: String) -> [String] {
        var violations: [String] = []
        func add(_ constraint: String) {
            violations.append(violation(name, at: "pipelineName", constraint))
        }
        if name.isEmpty { add("Member must have length greater than or equal to 1") }
        if name.unicodeScalars.count > 100 {
            add("Member must have length less than or equal to 100")
        }
        if !Naming.hasPipelineNameCharacters(name) {
            add(#"Member must satisfy regular expression pattern: [A-Za-z0-9.@\-_]+"#)
        }
        return violations
    }

    private static func violation(
        _ value: String?,
        at member: String,
        _ constraint: String
    ) -> String {
        let quoted = value.map { "'\($0)'" } ?? "null"
        return "Value \(quoted) at '\(member)' failed to satisfy constraint: \(constraint)"
    }
}
