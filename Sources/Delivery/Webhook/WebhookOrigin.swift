package import Secrets

/// The part of a webhook's URL that may be told: scheme, host and port.
///
/// Path, query and user name can each hold the key to the webhook.
package enum WebhookOrigin {
    /// The origin as `https://hooks.example.com:8443`, or “the webhook” where none can be read.
    package static func text(of url: Secret) -> String {
        let url = url.reveal()
        for scheme in ["https", "http"] {
            let start = "\(scheme)://"
            guard url.prefix(start.count).lowercased() == start else { continue }
            let authority = url.dropFirst(start.count).prefix { !"/?#\\".contains($0) }
            let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
            guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { break }
            return start + host
        }
        return "the webhook"
    }

    /// Letters, digits, `-` and `.` of a name, `:` before a port and in IPv6, `[` and `]` around it.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x2D, 0x2E, 0x3A, 0x5B, 0x5D, 0x5F: true
        default: false
        }
    }
}
