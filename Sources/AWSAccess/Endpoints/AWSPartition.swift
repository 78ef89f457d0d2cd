/// A group of regions that share domain names and accounts, and nothing with other groups.
///
/// Source: `partitions.json` of AWS's endpoint rules.
package struct AWSPartition: Sendable, Hashable {
    /// The partition's id, as ARNs have it: `aws-cn`.
    package let id: String
    /// What endpoints end in: `amazonaws.com`.
    package let dnsSuffix: String
    /// What endpoints that answer over IPv6 too end in: `api.aws`.
    package let dualStackDNSSuffix: String
    /// What its regions' names begin with, before the direction and the number.
    let areas: [String]

    private init(
        _ id: String,
        _ dnsSuffix: String,
        dualStack dualStackDNSSuffix: String,
        areas: [String]
    ) {
        self.id = id
        self.dnsSuffix = dnsSuffix
        self.dualStackDNSSuffix = dualStackDNSSuffix
        self.areas = areas
    }

    package static let aws = AWSPartition(
        "aws",
        "amazonaws.com",
        dualStack: "api.aws",
        areas: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"]
    )

    /// Every partition there is.
    package static let all: [AWSPartition] = [
        aws,
        AWSPartition(
            "aws-cn",
            "amazonaws.com.cn",
            dualStack: "api.amazonwebservices.com.cn",
            areas: ["cn"]
        ),
        AWSPartition(
            "aws-eusc",
            "amazonaws.eu",
            dualStack: "api.amazonwebservices.eu",
            areas: ["eusc-de"]
        ),
        AWSPartition(
            "aws-iso",
            "c2s.ic.gov",
            dualStack: "api.aws.ic.gov",
            areas: ["us-iso"]
        ),
        AWSPartition(
            "aws-iso-b",
            "sc2s.sgov.gov",
            dualStack: "api.aws.scloud",
            areas: ["us-isob"]
        ),
        AWSPartition(
            "aws-iso-e",
            "cloud.adc-e.uk",
            dualStack: "api.cloud-aws.adc-e.uk",
            areas: ["eu-isoe"]
        ),
        AWSPartition(
            "aws-iso-f",
            "csp.hci.ic.gov",
            dualStack: "api.aws.hci.ic.gov",
            areas: ["us-isof"]
        ),
        AWSPartition(
            "aws-us-gov",
            "amazonaws.com",
            dualStack: "api.aws",
            areas: ["us-gov"]
        ),
    ]

    /// The partition of a region, by the shape of its name: an area, a direction and a number.
    ///
    /// So a new region needs no new version of this program. Any other shape is of `aws`.
    package static func of(region: String) -> AWSPartition {
        let parts = region.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, !number.isEmpty,
            number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return aws }
        let area = parts.dropLast(2).joined(separator: "-")
        return all.first { $0.areas.contains(area) } ?? aws
    }
}
