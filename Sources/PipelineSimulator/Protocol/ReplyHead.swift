import FoundationEssentials
import NIOCore

/// Writes what comes before the body of a reply.
///
/// The bytes are written here rather than by a response encoder: a fault may announce a length
/// that is not the body's, and a reply costs one buffer.
struct ReplyHead {
    /// The `Date` header's value, made once a second.
    private var date: (second: Int64, text: String) = (.min, "")
    private var requestIDs: SeededGenerator

    init(requestIDSeed: UInt64) {
        requestIDs = SeededGenerator(seed: requestIDSeed)
    }

    /// Appends the status line and the headers of an answer.
    ///
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - contentType: `nil` for a reply without a body.
    ///   - length: what `Content-Length` says.
    ///   - requestID: what `x-amzn-RequestId` says.
    ///   - retryAfter: sent in whole seconds, rounded up.
    ///   - isLast: whether the connection ends with this reply.
    ///   - now: the wall clock.
    ///   - buffer: what is appended to.
    mutating func write(
        status: Int,
        contentType: String?,
        length: Int,
        requestID: String,
        retryAfter: Duration?,
        isLast: Bool,
        now: Date,
        to buffer: inout ByteBuffer
    ) {
        let second = Int64(now.timeIntervalSince1970)
        if second != date.second {
            date = (second, HTTPDate.text(now))
        }
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(Self.statusLine(status))
        buffer.writeStaticString("\r\nx-amzn-RequestId: ")
        buffer.writeString(requestID)
        buffer.writeStaticString("\r\nDate: ")
        buffer.writeString(date.text)
        if let contentType {
            buffer.writeStaticString("\r\nContent-Type: ")
            buffer.writeString(contentType)
        }
        if let retryAfter {
            let (seconds, rest) = retryAfter.components
            buffer.writeStaticString("\r\nRetry-After: ")
            buffer.writeString("\(rest > 0 ? seconds + 1 : seconds)")
        }
        if isLast {
            buffer.writeStaticString("\r\nConnection: close")
        }
        buffer.writeStaticString("\r\nContent-Length: ")
        buffer.writeString("\(length)")
        buffer.writeStaticString("\r\n\r\n")
    }

    /// A new request id: a version 4 UUID.
    mutating func newRequestID() -> String {
        func bytes(_ value: UInt64) -> [UInt8] {
            withUnsafeBytes(of: value) { Array($0) }
        }
        var id = bytes(requestIDs.next()) + bytes(requestIDs.next())
        id[6] = id[6] & 0x0F | 0x40
        id[8] = id[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 36) { text in
            var count = 0
            for (index, byte) in id.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[count] = UInt8(ascii: "-")
                    count += 1
                }
                text[count] = digits[Int(byte >> 4)]
                text[count + 1] = digits[Int(byte & 15)]
                count += 2
            }
            return count
        }
    }

    private static func statusLine(_ status: Int) -> String {
        switch status {
        case 200: "200 OK"
        case 400: "400 Bad Request"
        case 500: "500 Internal Server Error"
        case 503: "503 Service Unavailable"
        default: "\(status) Status"
        }
    }
}
