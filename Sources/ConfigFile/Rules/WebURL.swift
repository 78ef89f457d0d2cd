/// The parts of an absolute http or https URL, by the grammar of RFC 3986.
struct WebURL: Sendable, Equatable {
    /// Why a text is not such a URL.
    ///
    /// Holds nothing of the text, as a webhook's URL is a secret.
    enum Fault: Error, Sendable, Equatable {
        case empty
        case scheme
        case userInfo
        case host
        case internationalHost
        case port
        case fragment
        /// A character that must be percent-encoded or may not be there, counted from 1.
        case character(Int)
        case percent(Int)
    }

    var scheme: String
    var host: String
    var port: Int?
    /// The path and the query; empty where the URL has neither.
    var target: String

    static func parse(_ text: String) -> Result<WebURL, Fault> {
        guard !text.isEmpty else { return .failure(.empty) }
        let lowercased = text.prefix(8).lowercased()
        let scheme = lowercased == "https://" ? "https" : "http"
        guard lowercased.hasPrefix("\(scheme)://") else { return .failure(.scheme) }
        let rest = text.utf8.dropFirst(scheme.utf8.count + 3)
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        let target = rest.dropFirst(authority.count)
        if authority.contains(UInt8(ascii: "@")) { return .failure(.userInfo) }
        if target.contains(UInt8(ascii: "#")) { return .failure(.fragment) }

        let (host, portText) = split(Substring(authority))
        guard isHost(host) else {
            let isForeign = host.utf8.contains { $0 >= 0x80 }
            return .failure(isForeign ? .internationalHost : .host)
        }
        var port: Int?
        if let portText {
            guard portText.utf8.allSatisfy(ASCII.isDigit), let number = Int(portText),
                (1...65_535).contains(number)
            else { return .failure(.port) }
            port = number
        }
        // The authority is ASCII by now, so its bytes are its characters.
        if let fault = fault(in: Substring(target), after: text.utf8.count - target.count) {
            return .failure(fault)
        }
        return .success(
            WebURL(
                scheme: scheme,
                host: String(host),
                port: port,
                target: String(Substring(target))
            )
        )
    }

    /// Splits `host:port`; the colons of an IPv6 address stand in brackets.
    private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
        let afterAddress = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[afterAddress...].firstIndex(of: ":") else {
            return (authority, nil)
        }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func isHost(_ host: Substring) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            let address = host.dropFirst().dropLast()
            return address.contains(":")
                && address.utf8.allSatisfy {
                    ASCII.hexadecimal($0) != nil || $0 == UInt8(ascii: ":")
                        || $0 == UInt8(ascii: ".")
                }
        }
        // A name that is complete may end in a dot.
        let name = host.hasSuffix(".") ? host.dropLast() : host
        return (1...253).contains(name.utf8.count)
            && name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
                    && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-")
                            || $0 == UInt8(ascii: "_")
                    }
            }
    }

    private static func fault(in target: Substring, after count: Int) -> Fault? {
        let scalars = Array(target.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "%" {
                let digits = scalars.dropFirst(index + 1).prefix(2)
                let isGood =
                    digits.count == 2
                    && digits.allSatisfy {
                        $0.isASCII && ASCII.hexadecimal(UInt8($0.value)) != nil
                    }
                guard isGood else { return .percent(count + index + 1) }
            } else if !scalar.isASCII || !isTargetByte(UInt8(scalar.value)) {
                return .character(count + index + 1)
            }
        }
        return nil
    }

    private static func isTargetByte(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || "-._~:/?@!$&'()*+,;=".utf8.contains(byte)
    }
}

extension WebURL.Fault {
    /// What is wrong, as a message that shows nothing of the URL.
    var text: String {
        switch self {
        case .empty: "is empty; write an absolute http or https URL"
        case .scheme: "is not an absolute URL; it must begin with https:// or http://"
        case .userInfo: "may not hold a user or a password; send them in a header"
        case .host: "has no good host after the ://"
        case .internationalHost: "has a host beyond ASCII; write its name in the xn-- form"
        case .port: "has no good port after the host; write a number from 1 to 65535"
        case .fragment: "may not have a fragment (#…), which is never sent"
        case .character(let place):
            "has a character that a URL cannot hold (the \(place.ordinal)); percent-encode it"
        case .percent(let place):
            "has a % without two hexadecimal digits after it (the \(place.ordinal) character)"
        }
    }
}

extension Int {
    fileprivate var ordinal: String {
        switch (self % 100, self % 10) {
        case (11...13, _): "\(self)th"
        case (_, 1): "\(self)st"
        case (_, 2): "\(self)nd"
        case (_, 3): "\(self)rd"
        default: "\(self)th"
        }
    }
}
