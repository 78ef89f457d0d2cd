import Testing

@testable import ConfigFile

@Suite struct `Rules for strings` {
    @Test(
        arguments: [
            "us-east-1", "eu-west-1", "ap-southeast-7", "us-gov-west-1", "us-iso-east-1",
            "eusc-de-east-1", "mx-central-1", "cn-north-1", "il-central-1",
        ]
    )
    func `a region has parts and a number`(_ text: String) {
        #expect(TextRule.region.fault(text) == nil)
    }

    @Test(arguments: [
        "", "eu", "eu-west", "eu-west-", "-west-1", "eu--1", "eu_west_1", "eu-west-1 ",
    ])
    func `anything else is no region`(_ text: String) {
        #expect(TextRule.region.fault(text) != nil)
    }

    @Test(arguments: ["a", "web", "A.b@c-d_9", String(repeating: "x", count: 100)])
    func `a pipeline's name has 1 to 100 of its characters`(_ text: String) {
        #expect(TextRule.pipelineName.fault(text) == nil)
    }

    @Test(arguments: ["", "a b", "a/b", "ä", "a\n", String(repeating: "x", count: 101)])
    func `anything else is no pipeline's name`(_ text: String) {
        #expect(TextRule.pipelineName.fault(text) != nil)
    }

    @Test(
        arguments: [
            "arn:aws:iam::111122223333:role/watch", "arn:aws-cn:iam::111122223333:role/a/b/c",
            "arn:aws-us-gov:iam::111122223333:role/w+=,.@-_",
        ]
    )
    func `a role's ARN is one of IAM`(_ text: String) {
        #expect(TextRule.roleARN.fault(text) == nil)
    }

    @Test(
        arguments: [
            "", "watch", "arn:aws:iam::111122223333:user/me", "arn:aws:iam::1111:role/watch",
            "arn:aws:iam:eu-west-1:111122223333:role/watch", "arn:aws:iam::111122223333:role/",
            "arn:aws:sts::111122223333:assumed-role/a/b", "arn:gcp:iam::111122223333:role/watch",
            "arn:aws:iam::111122223333:role/a b", "arn:aws:iam::111122223333:role/a:b",
            "arn:aws:iam::１１１１２２２２３３３３:role/a",
        ]
    )
    func `anything else is no role's ARN`(_ text: String) {
        #expect(TextRule.roleARN.fault(text) != nil)
    }

    @Test(arguments: [(23, false), (24, true), (25, true), (64, true), (65, false), (0, false)])
    func `a signing secret holds 24 to 64 bytes`(_ count: Int, _ isGood: Bool) {
        let padding = (3 - count % 3) % 3
        let digits = String(repeating: "A", count: (count + padding) / 3 * 4 - padding)
        let text = "whsec_" + digits + String(repeating: "=", count: padding)
        #expect((TextRule.webhookSecret.fault(text) == nil) == isGood)
    }

    @Test(
        arguments: [
            "", "whsec_", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaL===", "whsec_MfKQ=r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ]
    )
    func `anything else is no signing secret, and is not shown`(_ text: String) throws {
        let fault = try #require(TextRule.webhookSecret.fault(text))
        #expect(!fault.contains("MfKQ"))
    }

    @Test(
        arguments: [
            ("Authorization", true), ("proxy-authorization", true), ("Cookie", true),
            ("X-Api-Key", true), ("X-Auth", true), ("X-GitHub-Token", true),
            ("My-Secret-Thing", true), ("X-Password", true), ("X-Team", false), ("Accept", false),
            ("X-Request-Id", false),
        ]
    )
    func `a header's name tells whether it holds a secret`(_ name: String, _ isSecret: Bool) {
        #expect(TextRule.isSecretHeader(name) == isSecret)
    }

    @Test(
        arguments: [
            "Host", "content-length", "Content-Type", "TRANSFER-ENCODING", "Connection",
            "webhook-id", "Webhook-Timestamp", "webhook-signature", "", "X Team", "X:Y", "Ä",
            "X\r\nY",
        ]
    )
    func `what frames or signs a delivery is no header to set`(_ name: String) {
        #expect(TextRule.headerName.fault(name) != nil)
    }
}
