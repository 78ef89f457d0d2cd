import FoundationEssentials

/// One request that was received, and what it got.
package struct RecordedRequest: Sendable, Equatable, Codable {
    /// Seconds since the server started.
    package var time: Double
    /// The operation that `X-Amz-Target` names; `nil` where it names none.
    package var operation: String?
    /// `nil` where the request was refused before its body was read, or the body is not valid.
    package var pipeline: String?
    package var execution: String?
    /// The fault by its name in the scenario file, else the error's code, else the status told.
    package var answer: String
    /// `nil` where no answer was sent.
    package var httpStatus: Int?
    /// `valid`, the code of the error that refuses it, or `nil` where it was not looked at.
    package var signature: String?
    /// What `x-amzn-RequestId` said.
    package var requestID: String

    /// The record as one line of JSON, with its newline.
    package var line: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
        } catch {
            // Strings and finite numbers are all there is in it, and these always encode.
            preconditionFailure("a record does not encode: \(error)")
        }
    }
}
