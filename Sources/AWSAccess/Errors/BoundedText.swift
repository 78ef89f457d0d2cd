internal import SafeText
internal import Secrets

/// Text of a service made fit for a message: one line, bounded, without what was secret.
enum BoundedText {
    /// Long enough for the longest refusal that IAM writes, with its two ARNs.
    private static let longestLine = 1_024
    private static let longestToken = 128

    /// A text in one line, safe to show.
    static func line(_ text: String, hiding secrets: [Secret]) -> String {
        var text = text
        for secret in secrets.map({ $0.reveal() }) where !secret.isEmpty {
            text = text.replacing(secret, with: "‹secret›")
        }
        // "The Canonical String for this request should have been …" repeats the whole request.
        if let repetition = text.firstRange(of: "The Canonical String") {
            text = String(text[..<repetition.lowerBound])
        }
        return text.onOneLine.shortened(toBytes: longestLine)
    }

    /// A code or an id; `nil` where it is empty, long, or has anything but visible ASCII.
    static func token(_ text: String) -> String? {
        let isToken =
            (1...longestToken).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isToken ? text : nil
    }
}
