import FoundationEssentials

/// A URL taken apart into what a connection and a request line need.
struct RequestURL: Sendable {
    /// Where a connection goes: connections are shared by requests of the same origin (RFC 9110
    /// section 4.3.1).
    struct Origin: Sendable, Hashable {
        var isTLS: Bool
        /// A name or an address, an IPv6 one without brackets.
        var host: String
        var port: Int
    }

    var origin: Origin
    /// The `Host` header: the port is named where it is not the scheme's own (RFC 9110 section 7.2).
    var hostHeader: String
    /// The path and query as they are to be sent.
    var target: String

    /// `nil` where the text is not an absolute http or https URL.
    init?(_ text: String) {
        guard let components = URLComponents(string: text),
            let scheme = components.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = components.encodedHost, !host.isEmpty,
            (1...65_535).contains(components.port ?? 443)
        else { return nil }
        let isTLS = scheme == "https"
        let defaultPort = isTLS ? 443 : 80
        let port = components.port ?? defaultPort
        let isIPv6 = host.hasPrefix("[") && host.hasSuffix("]")
        origin = Origin(
            isTLS: isTLS,
            host: isIPv6 ? String(host.dropFirst().dropLast()) : host,
            port: port
        )
        hostHeader = port == defaultPort ? host : "\(host):\(port)"
        let path = components.percentEncodedPath
        target =
            (path.isEmpty ? "/" : path) + (components.percentEncodedQuery.map { "?\($0)" } ?? "")
    }
}
