/// What a signing key is good for: one day, one region, one service.
package struct SigningScope: Sendable, Hashable {
    /// Eight digits, UTC: `20150830`.
    package let day: String
    /// The region that the service is asked in, such as `eu-west-1`.
    package let region: String
    /// The service by its signing name, such as `codepipeline`.
    package let service: String

    package init(day: String, region: String, service: String) {
        self.day = day
        self.region = region
        self.service = service
    }

    /// The scope as the string to sign and the `Authorization` header carry it.
    package var text: String {
        "\(day)/\(region)/\(service)/\(Self.terminator)"
    }

    /// The last part of every scope of Signature Version 4.
    static let terminator = "aws4_request"

    /// The scope in the parts of a text; `nil` where there are not four, or the last is another.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3] == Self.terminator, !parts.contains(where: \.isEmpty)
        else { return nil }
        self.init(day: String(parts[0]), region: String(parts[1]), service: String(parts[2]))
    }
}
