/// An absolute http or https URL, taken apart as signing needs it.
package struct RequestTarget: Sendable, Hashable {
    package enum Scheme: String, Sendable, Hashable {
        case http, https
    }

    package let scheme: Scheme
    /// What the `Host` header says: the name in lower case, and the port unless it is the
    /// scheme's own.
    package let host: String
    /// As the request line carries it; at least `/`.
    package let path: String
    /// What follows the `?`; empty without one.
    package let query: String

    package init(scheme: Scheme, host: String, path: String = "/", query: String = "") {
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
    }

    /// Takes a URL apart.
    ///
    /// It is `nil` where the text is not an absolute http or https URL, names a user, or has a
    /// character that no URL may hold. A fragment is left off, as it is never sent.
    package init?(url: String) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let separator = url.firstRange(of: "://"),
            let scheme = Scheme(rawValue: url[..<separator.lowerBound].lowercased())
        else { return nil }
        let rest = url[separator.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let host = Self.hostHeader(authority, scheme: scheme) else { return nil }
        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != "?" }
        self.init(
            scheme: scheme,
            host: host,
            path: path.isEmpty ? "/" : String(path),
            query: String(target[path.endIndex...].dropFirst())
        )
    }

    /// The URL in one piece, as `HTTPRequest` takes it.
    package var url: String {
        "\(scheme.rawValue)://\(host)\(path)\(query.isEmpty ? "" : "?\(query)")"
    }

    private static func hostHeader(_ authority: Substring, scheme: Scheme) -> String? {
        guard !authority.contains("@"), !authority.contains("\\") else { return nil }
        let nameEnd: Substring.Index
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            nameEnd = authority.index(after: bracket)
        } else {
            nameEnd = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let name = authority[..<nameEnd].lowercased()
        guard !name.isEmpty else { return nil }
        let port = authority[nameEnd...]
        guard !port.isEmpty, port != ":" else { return name }
        guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0,
            port.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let isDefault = number == (scheme == .https ? 443 : 80)
        return isDefault ? name : "\(name):\(number)"
    }
}
