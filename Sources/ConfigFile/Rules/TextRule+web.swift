extension TextRule {
    /// The base of a service: `http(s)://host[:port]`.
    static let endpoint = TextRule(advice: "a string like \"http://127.0.0.1:4566\"") { text in
        switch WebURL.parse(text) {
        case .failure(let fault):
            return fault.text
        case .success(let url) where url.target == "/":
            return "ends in \"/\"; leave it out, as an endpoint has no path"
        case .success(let url) where !url.target.isEmpty:
            return "may not have a path or a query; write only http(s)://host:port"
        case .success:
            return nil
        }
    }

    /// The URL of a webhook; its messages show nothing of it.
    static let webhookURL = TextRule(
        advice: "a URL as a string, or {\"file\": PATH}, {\"env\": NAME} or {\"credential\": NAME}"
    ) { text in
        switch WebURL.parse(text) {
        case .failure(let fault): fault.text
        case .success: nil
        }
    }

    /// A signing secret as Standard Webhooks writes them; its messages show nothing of it.
    static let webhookSecret = TextRule(
        advice: "{\"file\": PATH}, {\"env\": NAME} or {\"credential\": NAME}"
    ) { text in
        let expected = "write \"whsec_\" and the Base64 of 24 to 64 random bytes"
        guard text.hasPrefix("whsec_") else {
            return "is not a signing secret (it does not begin with \"whsec_\"); \(expected)"
        }
        guard let count = base64ByteCount(Array(text.utf8.dropFirst(6))) else {
            return "is not a signing secret (what follows \"whsec_\" is not Base64); \(expected)"
        }
        guard (24...64).contains(count) else {
            return "is not a signing secret (it holds \(count) bytes); \(expected)"
        }
        return nil
    }

    /// The value of a header (RFC 9110, 5.5); its messages show nothing of it.
    static let headerValue = TextRule(
        advice: "a string, or {\"file\": PATH}, {\"env\": NAME} or {\"credential\": NAME}"
    ) { text in
        let bytes = text.utf8
        if bytes.isEmpty { return "is empty; leave the header out, or give it a value" }
        if bytes.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
            return "holds a line break or another control character, which no header may"
        }
        if let first = bytes.first, let last = bytes.last,
            " \t".utf8.contains(first)
                || " \t".utf8.contains(last)
        {
            return "has white space at an end, which is lost on the way; remove it"
        }
        return nil
    }

    /// The name of a header that a webhook may be sent.
    static let headerName = TextRule(advice: "a string") { name in
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy {
                ASCII.isLetterOrDigit($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)
            }
        guard isToken else {
            return "\(name.quotedForMessage) is not a header's name; "
                + "write letters, digits and hyphens"
        }
        guard !reservedHeaders.contains(name.lowercased()) else {
            return "the header \(name.quotedForMessage) is set by pipewatchd itself; remove it"
        }
        return nil
    }

    /// Headers that frame the request or sign the delivery, in lower case.
    private static let reservedHeaders: Set<String> = [
        "connection", "content-length", "content-type", "expect", "host", "keep-alive", "te",
        "trailer", "transfer-encoding", "upgrade", "webhook-id", "webhook-signature",
        "webhook-timestamp",
    ]

    /// Whether a header of that name is likely to hold a secret.
    static func isSecretHeader(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return ["auth", "cookie", "key", "password", "secret", "token"].contains {
            lowercased.contains($0)
        }
    }

    /// How many bytes a Base64 text with its padding stands for (RFC 4648, 4).
    private static func base64ByteCount(_ text: [UInt8]) -> Int? {
        let digits = text.prefix { ASCII.isLetterOrDigit($0) || "+/".utf8.contains($0) }
        let padding = text[digits.endIndex...]
        guard !text.isEmpty, text.count % 4 == 0, padding.count <= 2,
            padding.allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        return text.count / 4 * 3 - padding.count
    }
}
