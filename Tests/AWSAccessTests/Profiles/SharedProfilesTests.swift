import Testing

@testable import AWSAccess

@Suite struct SharedProfilesTests {
    private static let home = AWSEnvironment(values: ["HOME": "/h"])

    @Test func `the credentials file wins over the config file`() throws {
        let files = FakeFiles([
            "/h/.aws/config": "[profile a]\nregion = x\noutput = json\n",
            "/h/.aws/credentials": "[a]\nregion = y\n",
        ])
        let profile = try SharedProfiles(environment: Self.home, files: files).profile(named: "a")
        #expect(profile?["region"] == "y")
        #expect(profile?["output"] == "json")
        #expect(profile?["other"] == nil)
    }

    @Test(
        arguments: [
            (["HOME": "/h"], "/h/.aws/config", "/h/.aws/credentials"),
            (["HOME": "/h", "AWS_CONFIG_FILE": "~/c"], "/h/c", "/h/.aws/credentials"),
            (
                ["HOME": "/h", "AWS_CONFIG_FILE": "/c", "AWS_SHARED_CREDENTIALS_FILE": "k"], "/c",
                "k"
            ),
            (["HOME": "/h", "AWS_CONFIG_FILE": ""], "/h/.aws/config", "/h/.aws/credentials"),
            ([:], nil, nil),
        ] as [([String: String], String?, String?)]
    )
    func `the files are where the environment says`(
        values: [String: String],
        config: String?,
        credentials: String?
    ) throws {
        let profiles = SharedProfiles(
            environment: AWSEnvironment(values: values),
            files: FakeFiles()
        )
        #expect(profiles.configPath == config)
        #expect(profiles.credentialsPath == credentials)
        #expect(try profiles.profile(named: "default") == nil)
    }

    @Test func `a file is parsed again when it has changed, and only then`() throws {
        let files = FakeFiles(["/h/.aws/credentials": "[a]\nx = 1\n"])
        let profiles = SharedProfiles(environment: Self.home, files: files)
        #expect(try profiles.profile(named: "a")?["x"] == "1")
        #expect(try profiles.profile(named: "a")?["x"] == "1")
        #expect(files.readings == 1)
        files.put("[a]\nx = 2\n", at: "/h/.aws/credentials")
        #expect(try profiles.profile(named: "a")?["x"] == "2")
        files.put(nil, at: "/h/.aws/credentials")
        #expect(try profiles.profile(named: "a") == nil)
    }

    @Test func `a broken file is an error until it is repaired`() throws {
        let files = FakeFiles(["/h/.aws/config": "[default\n"])
        let profiles = SharedProfiles(environment: Self.home, files: files)
        let problem = ProfileProblem(path: "/h/.aws/config", line: 1, fault: .unclosedSection)
        for _ in 0..<2 {
            #expect(throws: SharedFileFailure.malformed([problem])) {
                try profiles.profile(named: "default")
            }
        }
        files.fail(.system(code: 13), at: "/h/.aws/config")
        let failure = #expect(throws: SharedFileFailure.self) {
            try profiles.profile(named: "default")
        }
        #expect(failure?.description == "/h/.aws/config cannot be read: Permission denied")
        files.put("[default]\nregion = x\n", at: "/h/.aws/config")
        #expect(try profiles.profile(named: "default")?["region"] == "x")
    }
}
