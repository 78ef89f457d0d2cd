import TestSupport
import Testing

@testable import AWSAccess

@Suite struct AWSEndpointTests {
    @Test(arguments: [
        ("eu-west-1", "https://codepipeline.eu-west-1.amazonaws.com/"),
        ("mx-central-1", "https://codepipeline.mx-central-1.amazonaws.com/"),
        // A region nobody has heard of, in each partition.
        ("ap-northwest-12", "https://codepipeline.ap-northwest-12.amazonaws.com/"),
        ("cn-south-9", "https://codepipeline.cn-south-9.amazonaws.com.cn/"),
        ("us-gov-south-1", "https://codepipeline.us-gov-south-1.amazonaws.com/"),
        ("us-iso-north-7", "https://codepipeline.us-iso-north-7.c2s.ic.gov/"),
        ("us-isob-west-1", "https://codepipeline.us-isob-west-1.sc2s.sgov.gov/"),
        ("eu-isoe-east-1", "https://codepipeline.eu-isoe-east-1.cloud.adc-e.uk/"),
        ("us-isof-east-1", "https://codepipeline.us-isof-east-1.csp.hci.ic.gov/"),
        ("eusc-de-west-1", "https://codepipeline.eusc-de-west-1.amazonaws.eu/"),
        // No region's shape.
        ("moon", "https://codepipeline.moon.amazonaws.com/"),
        ("us-east", "https://codepipeline.us-east.amazonaws.com/"),
    ])
    func `the host follows from the region's shape`(region: String, url: String) throws {
        #expect(try AWSEndpoint(service: "codepipeline", region: region).target.url == url)
    }

    @Test(arguments: ["", "-", "eu-west-1.evil.example", "x/", "x@y", "é", "a b", "eu-west-1\n"])
    func `a region cannot choose the host`(region: String) {
        #expect(throws: EndpointFailure.invalidRegion(region)) {
            try AWSEndpoint(service: "codepipeline", region: region)
        }
    }

    @Test func `an endpoint given takes the place of the pattern`() throws {
        let endpoint = try AWSEndpoint(
            service: "codepipeline",
            region: "eu-west-1",
            customURL: "http://127.0.0.1:4566"
        )
        #expect(endpoint.target.url == "http://127.0.0.1:4566/")
        #expect(endpoint.region == "eu-west-1")
    }

    @Test(arguments: ["", "127.0.0.1:4566", "ftp://x", "http://", "http://u:p@h", "http://h/?q=1"])
    func `what is no endpoint is refused`(url: String) {
        #expect(throws: EndpointFailure.invalidURL) {
            try AWSEndpoint(service: "codepipeline", region: "eu-west-1", customURL: url)
        }
    }

    @Test(.needsPython)
    func `every region has the endpoint that botocore gives it`() async throws {
        let answers = try await Python.ask(
            "endpoints",
            in: .module,
            [String](),
            answering: [String: String].self
        )
        #expect(answers.count > 20)
        for (region, url) in answers {
            let endpoint = try AWSEndpoint(service: "codepipeline", region: region)
            #expect(endpoint.target.url == url + "/")
        }
    }
}
