import Testing

@testable import AWSAccess

@Suite struct RegionResolutionTests {
    @Test(
        arguments: [
            ("arg", ["AWS_REGION": "env", "AWS_DEFAULT_REGION": "old"], nil, "arg"),
            (nil, ["AWS_REGION": "env", "AWS_DEFAULT_REGION": "old"], nil, "env"),
            (nil, ["AWS_REGION": "", "AWS_DEFAULT_REGION": "old"], nil, "old"),
            (nil, [:], nil, "of-default"),
            (nil, ["AWS_PROFILE": "a"], nil, "of-a"),
            (nil, ["AWS_PROFILE": "a"], "b", "of-b"),
            (nil, [:], "none", nil),
        ] as [(String?, [String: String], String?, String?)]
    )
    func `the nearest statement decides`(
        argument: String?,
        values: [String: String],
        profile: String?,
        expected: String?
    ) throws {
        let environment = AWSEnvironment(values: values.merging(["HOME": "/h"]) { $1 })
        let files = FakeFiles([
            "/h/.aws/config": """
            [default]
            region = of-default
            [profile a]
            region = of-a
            [profile b]
            region = of-b
            """
        ])
        let region = try RegionResolution.region(
            argument: argument,
            environment: environment,
            profiles: SharedProfiles(environment: environment, files: files),
            profile: profile
        )
        #expect(region == expected)
    }
}
