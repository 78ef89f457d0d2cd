import ConfigFile
import PipelineModel
import Secrets
import Testing

@Suite struct `Valid configs` {
    @Test(arguments: Fixture.names(in: "valid"))
    func `each valid file is accepted`(_ name: String) throws {
        let bytes = try Fixture.bytes("valid/\(name).json")
        _ = try Config.read(bytes: bytes, surroundings: .fixtures)
    }

    @Test func `the example is accepted, and needs neither secrets nor a private file`() throws {
        let config = try Config.read(
            bytes: Fixture.packageFile("config.example.json"),
            surroundings: ConfigSurroundings(fileIsPrivate: false) { _ in
                .failure(SecretUnreadable(reason: "the example has no secrets"))
            }
        )
        #expect(config.watch.count == 1)
        #expect(config.polling == Polling())
    }

    @Test func `the examples of the reference are accepted`() throws {
        let reference = String(decoding: try Fixture.packageFile("docs/config.md"), as: UTF8.self)
        let examples = reference.split(separator: "```json\n").dropFirst()
            .compactMap { $0.split(separator: "```").first }
        #expect(examples.count == 2)
        for example in examples {
            _ = try Config.read(bytes: Array(example.utf8), surroundings: .fixtures)
        }
    }

    @Test func `what the file leaves out takes its default`() throws {
        let config = try Config.read(
            bytes: Fixture.bytes("valid/minimal.json"),
            surroundings: .fixtures
        )
        let watch = Watch(pipeline: "web", executions: [Self.execution])
        #expect(config == Config(watch: [watch]))
        #expect(config.notify == nil)
        #expect(config.state.path == nil)
    }

    @Test func `a byte order mark, line ends of Windows and escapes change nothing`() throws {
        let config = try Config.read(
            bytes: Fixture.bytes("valid/mark-crlf-and-escapes.json"),
            surroundings: .fixtures
        )
        #expect(config.watch == [Watch(pipeline: "web", executions: [Self.execution])])
    }

    @Test func `every key arrives`() throws {
        let config = try Config.read(
            bytes: Fixture.bytes("valid/full.json"),
            surroundings: .fixtures
        )
        let role = AssumeRole(
            arn: "arn:aws:iam::111122223333:role/team/watch",
            externalID: "x",
            sessionName: "watcher"
        )
        let aws = ConnectionSettings(
            region: "eu-west-1",
            profile: "ci",
            assumeRole: role,
            endpoint: "http://127.0.0.1:4566"
        )
        #expect(config.aws == aws)
        #expect(config.accounts == Self.accounts(inheriting: aws))
        #expect(config.watch == Self.watch)
        #expect(
            config.polling
                == Polling(
                    minInterval: .milliseconds(500),
                    maxInterval: .seconds(120),
                    multiplier: 2,
                    requestsPerSecond: 0.5,
                    timeout: .seconds(7),
                    keepWatching: .seconds(5_400)
                )
        )
        #expect(config.notify == Self.notify)
        #expect(config.state.path == "/var/lib/pipewatchd/state.sqlite")
        #expect(config.state.keep == .seconds(7 * 86_400))
        #expect(config.log.level == .debug)
    }

    @Test func `a private file may hold its secrets`() throws {
        let bytes = Array(
            """
            { "watch": [{ "pipeline": "web", "executions": ["\(Self.execution)"] }],
              "notify": [{ "sink": "webhook", "url": "https://hooks.example.com/",
                           "secret": "\(ConfigSurroundings.goodSecret)",
                           "headers": { "Authorization": "Bearer SENTINEL" } }] }
            """.utf8
        )
        let config = try Config.read(bytes: bytes, surroundings: .fixtures(fileIsPrivate: true))
        guard case .webhook(let webhook) = config.notify?.first?.kind else {
            Issue.record("the sink is no webhook")
            return
        }
        #expect(webhook.secret?.reveal() == ConfigSurroundings.goodSecret)
        #expect(webhook.headers.map { $0.value.reveal() } == ["Bearer SENTINEL"])
        #expect(throws: ConfigProblems.self) {
            try Config.read(bytes: bytes, surroundings: .fixtures(fileIsPrivate: false))
        }
    }

    @Test func `no config shows a secret when it is printed`() throws {
        let config = try Config.read(
            bytes: Fixture.bytes("valid/full.json"),
            surroundings: .fixtures
        )
        var dumped = ""
        dump(config, to: &dumped)
        for text in ["\(config)", String(reflecting: config), dumped] {
            #expect(!text.contains("SENTINEL"))
            #expect(!text.contains("whsec_"))
        }
    }
}

extension `Valid configs` {
    private static let execution = "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f"

    private static func accounts(
        inheriting aws: ConnectionSettings
    ) -> [String: ConnectionSettings] {
        [
            "prod": ConnectionSettings(
                region: "us-east-1",
                profile: "prod",
                assumeRole: aws.assumeRole,
                endpoint: aws.endpoint
            ),
            "gov": ConnectionSettings(
                region: "us-gov-west-1",
                profile: "ci",
                assumeRole: AssumeRole(arn: "arn:aws-us-gov:iam::111122223333:role/watch"),
                endpoint: "https://codepipeline.us-gov-west-1.amazonaws.com"
            ),
            "same": aws,
        ]
    }

    private static let watch = [
        Watch(pipeline: "web", executions: [execution, "00000000-0000-0000-0000-000000000000"]),
        Watch(
            pipeline: "api.v2@x_y-z",
            executions: [execution],
            account: "prod",
            region: "eu-west-1"
        ),
    ]

    private static let notify = [
        Sink(name: "stdout", kind: .stdout(.json)),
        Sink(name: "people", kind: .stdout(.text), only: Filter(statuses: [.failed])),
        Sink(name: "journald", kind: .journald),
        Sink(name: "systemd", kind: .systemd),
        Sink(
            name: "ops",
            kind: .webhook(
                Webhook(
                    url: Secret("https://hooks.example.com:8443/x?y=SENTINEL"),
                    secret: Secret(ConfigSurroundings.goodSecret),
                    headers: [
                        Webhook.Header(name: "X-Team", value: Secret("platform")),
                        Webhook.Header(name: "Authorization", value: Secret("Bearer SENTINEL")),
                    ],
                    timeout: .seconds(15)
                )
            ),
            only: Filter(pipelines: ["prod-*", "web?"], statuses: [.failed, .stopped])
        ),
        Sink(
            name: "chat",
            kind: .webhook(Webhook(url: Secret("https://hooks.example.com/services/SENTINEL")))
        ),
    ]
}
