import Foundation
import Secrets
import Testing

@testable import AWSAccess

@Suite struct CredentialChainTests {
    private static let now = Date(timeIntervalSince1970: 1_795_435_200)
    private static let keys = ["AWS_ACCESS_KEY_ID": "AKENV", "AWS_SECRET_ACCESS_KEY": "sEnv"]

    /// The chain over an environment (beside `HOME=/h`) and files.
    private func chain(
        _ values: [String: String] = [:],
        profile: String? = nil,
        files: FakeFiles = FakeFiles()
    ) -> CredentialChain {
        let environment = AWSEnvironment(values: values.merging(["HOME": "/h"]) { $1 })
        return CredentialChain.standard(
            profile: profile,
            environment: environment,
            profiles: SharedProfiles(environment: environment, files: files),
            now: { Self.now }
        )
    }

    private func failure(of chain: CredentialChain) async -> CredentialFailure? {
        do throws(CredentialFailure) {
            _ = try await chain.credentials()
            return nil
        } catch {
            return error
        }
    }

    @Test func `keys in the environment come first`() async throws {
        let files = FakeFiles([
            "/h/.aws/credentials":
                "[default]\naws_access_key_id = AKFILE\naws_secret_access_key = sFile\n"
        ])
        let found = try await chain(Self.keys, files: files).credentials()
        #expect(
            found
                == AWSCredentials(
                    accessKeyID: "AKENV",
                    secretAccessKey: Secret("sEnv"),
                    source: "environment variables"
                )
        )
    }

    @Test(
        arguments: [
            (["AWS_SESSION_TOKEN": "new"], "new"),
            (["AWS_SECURITY_TOKEN": "old"], "old"),
            (["AWS_SESSION_TOKEN": "new", "AWS_SECURITY_TOKEN": "old"], "old"),
            (["AWS_SESSION_TOKEN": ""], nil),
        ] as [([String: String], String?)]
    )
    func `a session token is taken from the environment`(
        values: [String: String],
        token: String?
    ) async throws {
        let found = try await chain(Self.keys.merging(values) { $1 }).credentials()
        #expect(found.sessionToken == token.map { Secret($0) })
    }

    @Test func `credentials of the environment may say when they end`() async throws {
        let good = ["AWS_CREDENTIAL_EXPIRATION": "2026-11-23T12:00:01Z"]
        let found = try await chain(Self.keys.merging(good) { $1 }).credentials()
        #expect(found.expiration == Self.now.addingTimeInterval(1))

        let past = ["AWS_CREDENTIAL_EXPIRATION": "2026-11-23T13:00:00+01:00"]
        let failure = await failure(of: chain(Self.keys.merging(past) { $1 }))
        #expect(failure == .expired(source: "environment variables", at: Self.now))
        #expect(
            failure?.description == """
                the credentials from environment variables expired at 2026-11-23T12:00:00Z; put \
                new ones in their place
                """
        )
    }

    @Test func `an expiration that is no time is an error`() async {
        let odd = ["AWS_CREDENTIAL_EXPIRATION": "tomorrow"]
        let failure = await failure(of: chain(Self.keys.merging(odd) { $1 }))
        #expect(
            failure?.description == """
                AWS_CREDENTIAL_EXPIRATION in the environment must be a time such as \
                2026-01-31T12:00:00Z
                """
        )
    }

    @Test func `a key id without its secret is an error, not a reason to look on`() async {
        let files = FakeFiles([
            "/h/.aws/credentials":
                "[default]\naws_access_key_id = AKFILE\naws_secret_access_key = sFile\n"
        ])
        let failure = await failure(of: chain(["AWS_ACCESS_KEY_ID": "AKENV"], files: files))
        #expect(
            failure?.description == """
                AWS_ACCESS_KEY_ID is set in the environment, but AWS_SECRET_ACCESS_KEY is not; \
                set both or neither
                """
        )
    }

    private static let files = [
        "/h/.aws/config": """
        [default]
        aws_access_key_id = AKCONFIG
        aws_secret_access_key = sConfig
        aws_session_token = tConfig
        [profile ci]
        aws_access_key_id = AKCI
        aws_secret_access_key = sCI
        [profile empty]
        region = x
        [profile half]
        aws_access_key_id = AKHALF
        """,
        "/h/.aws/credentials": """
        [default]
        aws_access_key_id = AKFILE
        aws_secret_access_key = sFile
        """,
    ]

    @Test func `keys are of one file, never a key of one with the token of the other`() async throws
    {
        let found = try await chain(files: FakeFiles(Self.files)).credentials()
        #expect(found.accessKeyID == "AKFILE")
        #expect(found.sessionToken == nil)
        #expect(found.source == "profile \"default\" in /h/.aws/credentials")
    }

    @Test(
        arguments: [
            (["AWS_PROFILE": "ci"], nil, "AKCI"),
            (["AWS_DEFAULT_PROFILE": "ci"], nil, "AKCI"),
            (["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "ci"], nil, "AKFILE"),
            (["AWS_PROFILE": "default"], "ci", "AKCI"),
            (keys.merging(["AWS_PROFILE": "ci"]) { $1 }, nil, "AKENV"),
            (keys, "ci", "AKCI"),
        ] as [([String: String], String?, String)]
    )
    func `the profile is the one that is named nearest`(
        values: [String: String],
        profile: String?,
        accessKeyID: String
    ) async throws {
        let chain = chain(values, profile: profile, files: FakeFiles(Self.files))
        #expect(try await chain.credentials().accessKeyID == accessKeyID)
    }

    @Test func `a profile that is named and not there is an error`() async {
        let files = FakeFiles(Self.files)
        #expect(
            await failure(of: chain(["AWS_PROFILE": "x"], files: files))?.description == """
                profile "x" (named by AWS_PROFILE) is in neither of /h/.aws/config and \
                /h/.aws/credentials
                """
        )
        #expect(
            await failure(of: chain(profile: "x", files: files))?.description
                == "profile \"x\" is in neither of /h/.aws/config and /h/.aws/credentials"
        )
    }

    @Test func `half a key in a profile is an error`() async {
        let failure = await failure(of: chain(profile: "half", files: FakeFiles(Self.files)))
        #expect(
            failure?.description == """
                aws_access_key_id is set in profile "half" in /h/.aws/config, but \
                aws_secret_access_key is not; set both or neither
                """
        )
    }

    @Test(arguments: [
        "role_arn", "web_identity_token_file", "sso_session", "sso_start_url", "login_session",
        "credential_process",
    ])
    func `another way to credentials is told by its name`(setting: String) async {
        let text = """
            [profile p]
            aws_access_key_id = AK
            aws_secret_access_key = s
            \(setting) = x
            """
        let failure = await failure(
            of: chain(profile: "p", files: FakeFiles(["/h/.aws/config": text]))
        )
        #expect(failure == .unsupportedSetting(profile: "p", name: setting))
        #expect(failure?.description.hasPrefix("profile \"p\" sets \(setting), which") == true)
    }

    @Test func `keys of the credentials file come before a process`() async throws {
        let files = FakeFiles([
            "/h/.aws/config": "[default]\ncredential_process = x\n",
            "/h/.aws/credentials": "[default]\naws_access_key_id=A\naws_secret_access_key=s\n",
        ])
        #expect(try await chain(files: files).credentials().accessKeyID == "A")
    }

    @Test func `where nothing is set up, every place is named`() async {
        let nowhere = await failure(of: chain())
        #expect(nowhere?.code == "CredentialsNotFound")
        #expect(
            nowhere?.description == """
                no AWS credentials found; looked for AWS_ACCESS_KEY_ID in the environment, then \
                profile "default" in the shared files
                """
        )
        let empty = await failure(of: chain(profile: "empty", files: FakeFiles(Self.files)))
        #expect(empty == .notConfigured(tried: ["keys in profile \"empty\""]))
    }

    @Test func `a broken file is an error with its line, until it is repaired`() async throws {
        let files = FakeFiles(["/h/.aws/credentials": "[default]\naws_secret_access_key\n"])
        let chain = chain(files: files)
        #expect(
            await failure(of: chain)?.description == """
                the shared AWS files cannot be used: /h/.aws/credentials:2: neither [section], \
                name = value, nor a comment
                """
        )
        files.put(
            "[default]\naws_access_key_id = A\naws_secret_access_key = s\n",
            at: "/h/.aws/credentials"
        )
        #expect(try await chain.credentials().accessKeyID == "A")
    }

    @Test func `printing credentials shows no secret`() async throws {
        let values = Self.keys.merging(["AWS_SESSION_TOKEN": "tEnv"]) { $1 }
        let found = try await chain(values).credentials()
        var text = "\(found) \(String(reflecting: found))"
        dump(found, to: &text)
        #expect(text.contains("AKENV from environment variables"))
        #expect(!text.contains("sEnv"))
        #expect(!text.contains("tEnv"))
    }
}
