import PipelineModel
import Testing

@testable import Delivery

@Suite struct `A console link` {
    @Test(arguments: [
        ("eu-west-1", "eu-west-1.console.aws.amazon.com"),
        ("us-east-1", "us-east-1.console.aws.amazon.com"),
        ("us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
        ("cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("xx-new-9", "xx-new-9.console.aws.amazon.com"),
    ])
    func `leads to the console of the region's partition`(region: String, host: String) {
        let key = Self.key(region: region, pipeline: "web")
        let page = "/codesuite/codepipeline/pipelines/web/executions/1/visualization"
        #expect(ConsoleLink.url(for: key) == "https://\(host)\(page)?region=\(region)")
    }

    @Test(arguments: [
        "us-iso-east-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1", "eusc-de-east-1",
        "", "eu-west-1/../x", "evil.example.com#", "EU-WEST-1",
    ])
    func `is not made up where the host is not known`(region: String) {
        #expect(ConsoleLink.url(for: Self.key(region: region, pipeline: "web")) == nil)
    }

    @Test func `keeps a pipeline's name within its segment of the path`() {
        let link = ConsoleLink.url(for: Self.key(region: "eu-west-1", pipeline: "a/../@ ?#%é\n"))
        #expect(link?.contains("/pipelines/a%2F..%2F%40%20%3F%23%25%C3%A9%0A/executions/") == true)
    }

    private static func key(region: String, pipeline: String) -> ExecutionKey {
        ExecutionKey(
            connection: ConnectionID(region: region),
            pipelineName: pipeline,
            executionID: "1"
        )
    }
}
