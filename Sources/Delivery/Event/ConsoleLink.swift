package import PipelineModel

/// Where the AWS console shows an execution.
package enum ConsoleLink {
    /// The address of an execution's page, or `nil` where the console's host is not known.
    ///
    /// The regional hosts are those of “AWS Management Console endpoints and quotas” in the AWS
    /// General Reference; China and GovCloud have domains of their own. No link is made for the
    /// isolated partitions and the European Sovereign Cloud, nor for a text that is not a region:
    /// none is better than one that leads elsewhere.
    package static func url(for key: ExecutionKey) -> String? {
        let region = key.connection.region
        guard let domain = domain(of: region) else { return nil }
        let pipeline = key.pipelineName.percentEncoded
        let execution = key.executionID.percentEncoded
        return "https://\(region).\(domain)/codesuite/codepipeline/pipelines/\(pipeline)"
            + "/executions/\(execution)/visualization?region=\(region)"
    }

    private static func domain(of region: String) -> String? {
        let isHostLabel = region.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard isHostLabel, !region.isEmpty else { return nil }
        if region.hasPrefix("us-gov-") { return "console.amazonaws-us-gov.com" }
        if region.hasPrefix("cn-") { return "console.amazonaws.cn" }
        let without = ["us-iso", "eu-iso", "eusc-"]
        return without.contains(where: region.hasPrefix) ? nil : "console.aws.amazon.com"
    }
}
