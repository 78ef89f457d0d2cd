import FoundationEssentials
import NIOCore

extension Answer.Content {
    private static let jsonType = "application/x-amz-json-1.1"

    /// What `Content-Type` says; `nil` where there is no body.
    var contentType: String? {
        switch self {
        case .execution, .error, .malformed: Self.jsonType
        case .unavailablePage: "text/html"
        case .empty: nil
        }
    }

    /// Appends the whole body.
    func writeBody(to buffer: inout ByteBuffer) {
        switch self {
        case .execution(let state, let id):
            buffer.writeBytes(state.replyBeforeID)
            buffer.writeString(id)
            buffer.writeBytes(state.replyAfterID)
        case .error(let error): buffer.writeBytes(error.body)
        case .unavailablePage: buffer.writeStaticString(Self.page)
        case .empty: break
        case .malformed: buffer.writeStaticString(Self.cutJSON)
        }
    }

    private static let page: StaticString = """
        <html><head><title>503 Service Temporarily Unavailable</title></head>\
        <body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>

        """
    private static let cutJSON: StaticString = #"{"pipelineExecution":{"status":"Succ"#
}

extension ServiceError {
    private struct Body: Encodable {
        var type: String
        var message: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case message
        }
    }

    /// The error as the JSON 1.1 protocol carries it.
    var body: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let body = Body(type: code, message: message.isEmpty ? nil : message)
            return Array(try encoder.encode(body))
        } catch {
            // Two strings always encode.
            preconditionFailure("an error does not encode: \(error)")
        }
    }
}
