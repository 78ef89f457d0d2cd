/// Where a service is reached in a region, and what requests to it are signed for.
package struct AWSEndpoint: Sendable, Hashable {
    /// The service by its signing name, such as `codepipeline`.
    package let service: String
    package let region: String
    package let target: RequestTarget

    /// The service's endpoint in a region, or one given in its place.
    ///
    /// - Parameters:
    ///   - service: the service by its signing name, which also begins its host's name.
    ///   - region: the region. It is untrusted: whoever sets it must not choose the host.
    ///   - customURL: an http or https URL to use instead of the one by the partition's pattern.
    /// - Throws: `EndpointFailure` where the region or the URL cannot be one.
    package init(
        service: String,
        region: String,
        customURL: String? = nil
    ) throws(EndpointFailure) {
        guard Self.isLabel(region) else { throw .invalidRegion(region) }
        self.service = service
        self.region = region
        if let customURL {
            guard let target = RequestTarget(url: customURL), target.query.isEmpty else {
                throw .invalidURL
            }
            self.target = target
        } else {
            let suffix = AWSPartition.of(region: region).dnsSuffix
            target = RequestTarget(scheme: .https, host: "\(service).\(region).\(suffix)")
        }
    }

    /// Whether a text can be one label of a host's name (RFC 1123 section 2.1).
    private static func isLabel(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"),
            bytes.last != UInt8(ascii: "-")
        else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

/// Why there is no endpoint.
package enum EndpointFailure: Error, Sendable, Hashable {
    /// The region cannot be part of a host's name.
    case invalidRegion(String)
    /// The endpoint given is not an absolute http or https URL, names a user, or has a query.
    case invalidURL
}

extension EndpointFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidRegion(let region): "\(region.debugDescription) is not a region's name"
        case .invalidURL: "the endpoint must be an http or https URL without user or query"
        }
    }
}
