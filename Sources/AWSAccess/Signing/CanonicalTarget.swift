/// The canonical forms of the two halves of a request's target.
///
/// Source: "Create a canonical request" in the IAM User Guide.
enum CanonicalTarget {
    /// Appends the path as every service but S3 wants it: encoded once more than on the wire.
    ///
    /// - Parameters:
    ///   - path: the path as the request line carries it.
    ///   - normalizing: whether `.`, `..` and empty segments are resolved first.
    ///   - out: what is appended to.
    static func appendPath(_ path: String, normalizing: Bool, to out: inout [UInt8]) {
        guard path != "/", !path.isEmpty else { return out.append(UInt8(ascii: "/")) }
        let chosen = normalizing ? normalized(path) : path
        PercentEncoding.append(chosen.utf8, keepingSlash: true, to: &out)
    }

    /// The path without `.`, `..` and empty segments; a slash at its end stays.
    private static func normalized(_ path: String) -> String {
        var kept: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." {
                _ = kept.popLast()
            } else {
                kept.append(segment)
            }
        }
        guard !kept.isEmpty else { return "/" }
        return "/" + kept.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    }

    /// Appends the query: each name and value encoded, in the order of their encoded bytes.
    ///
    /// - Parameters:
    ///   - query: what follows the `?` on the request line, encoded or not. A `+` is a plus sign.
    ///   - out: what is appended to.
    static func appendQuery(_ query: String, to out: inout [UInt8]) {
        guard !query.isEmpty else { return }
        let parameters = query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let value = pair.dropFirst(name.count + 1)
            return (name: encoded(name), value: encoded(value))
        }
        let sorted = parameters.sorted { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
        for (index, parameter) in sorted.enumerated() {
            if index > 0 { out.append(UInt8(ascii: "&")) }
            out += parameter.name
            out.append(UInt8(ascii: "="))
            out += parameter.value
        }
    }

    private static func encoded(_ part: Substring.UTF8View) -> [UInt8] {
        var out: [UInt8] = []
        PercentEncoding.append(
            PercentEncoding.decoded(part),
            keepingSlash: false,
            to: &out
        )
        return out
    }
}
