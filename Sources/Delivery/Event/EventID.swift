import Crypto
package import PipelineModel

/// The name of a fact: the same after a restart and on every host that sees the same transition.
///
/// A receiver drops what it already has by it, so everything that makes a transition another one
/// goes in, and nothing else: not when it was seen, nor what else the poll brought.
package enum EventID {
    /// The id of a transition: 32 lower-case hex digits.
    ///
    /// These are the first 16 bytes of the SHA-256 of account, region, pipeline, execution,
    /// attempt and status, and of the occurrence from the second on. Each field is written as the
    /// count of its UTF-8 bytes, a colon and these bytes; `-` stands for the default account. The
    /// count keeps two different lists of fields from being written alike.
    package static func of(_ transition: Transition) -> String {
        let key = transition.key
        var hash = SHA256()
        if let account = key.connection.account {
            hash.update(field: account)
        } else {
            hash.update(data: Array("-".utf8))
        }
        hash.update(field: key.connection.region)
        hash.update(field: key.pipelineName)
        hash.update(field: key.executionID)
        hash.update(field: String(transition.attempt))
        hash.update(field: transition.status.rawValue)
        if transition.occurrence > 1 {
            hash.update(field: String(transition.occurrence))
        }
        return hash.finalize().prefix(16).map { byte in
            (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension SHA256 {
    fileprivate mutating func update(field: String) {
        update(data: Array("\(field.utf8.count):\(field)".utf8))
    }
}
