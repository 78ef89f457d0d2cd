import Foundation
import PipelineSimulator
import TestSupport
import Testing

/// No secret gets into anything that the daemon writes, also when others say it aloud.
@Suite(.timeLimit(.minutes(1))) struct SecretTests {
    /// Parts of every secret that a `Home` and these tests give out, in several writings, and the
    /// id of the access key.
    private static let traces = [
        "sentinel", "u0vovelor", "53454e54494e454c", Story.key.accessKeyID.lowercased(),
    ]

    private static let headerSecret = "Bearer SENTINEL-header"

    /// Everything that the daemon wrote or left behind.
    private func check(
        _ endings: [RunningDaemon.Ending],
        _ datagrams: FactLog<String>,
        _ home: Home,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var texts = endings.flatMap { $0.stdout + $0.stderr } + datagrams.all
        texts += try stateFiles(of: home)
        for text in texts {
            let lowered = text.lowercased()
            for trace in Self.traces {
                #expect(!lowered.contains(trace), "\(text)", sourceLocation: sourceLocation)
            }
        }
    }

    /// The bytes of the state file and of those that belong to it.
    private func stateFiles(of home: Home) throws -> [String] {
        let directory = home.directory.file("state")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        return try files.map { file in
            let data = try Data(contentsOf: URL(filePath: "\(directory)/\(file)"))
            return String(decoding: data, as: UTF8.self)
        }
    }

    private func home(hook: HTTPStub, manager: DatagramReceiver) throws -> Home {
        try Home(
            webhook: hook.url + "/SENTINEL-path?key=SENTINEL-query",
            ["NOTIFY_SOCKET": manager.address, "HEADER_SECRET": Self.headerSecret]
        )
    }

    private var webhook: DaemonConfig.Sink {
        var webhook = DaemonConfig.Sink.webhook
        webhook.headers = ["Authorization": DaemonConfig.Reference(env: "HEADER_SECRET")]
        return webhook
    }

    enum Trouble: CaseIterable {
        case none, hookRefuses, hookAnswers500, hookEchoes
    }

    @Test(arguments: Trouble.allCases)
    func `none, whatever the webhook does`(trouble: Trouble) async throws {
        let story = Story(["InProgress", "Failed"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let hook = try HTTPStub()
        if trouble != .hookRefuses { try await hook.listen() }
        switch trouble {
        case .none, .hookRefuses: break
        case .hookAnswers500: hook.answer(.status(500))
        case .hookEchoes: hook.answer(.text(404) { "\($0.path) \($0.headers) \($0.body)" })
        }
        let home = try home(hook: hook, manager: manager)
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json, .systemd, webhook])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                await stage.nextAct()
                try await daemon.told(2)
                if trouble == .none {
                    let posts = try await hook.requests.wait(count: 2)
                    // The secrets are where they belong.
                    #expect(posts[0].path == "/SENTINEL-path?key=SENTINEL-query")
                    #expect(posts[0].headers["authorization"] == Self.headerSecret)
                } else {
                    try await daemon.said("the sink ops fails")
                    try await datagrams.first { $0.contains("; the sink ops fails") }
                }
                try check([], datagrams, home)
            }
            #expect(ending.exitCode == 0)
            try check([ending], datagrams, home)
        }
        try await hook.stop()
    }

    @Test(arguments: [Fault.Kind.accessDenied, .expiredToken, .throttling])
    func `none, whatever AWS refuses`(fault: Fault.Kind) async throws {
        let story = Story(["InProgress"])
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let home = try home(hook: HTTPStub(), manager: manager)
        try await Stage.play(story, faults: [Fault(fault)]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json, .systemd, webhook])
            let ending = try await home.run { _ in
                try await datagrams.first { $0.contains("Exception: ") }
            }
            try check([ending], datagrams, home)
        }
    }

    /// AWS answers a signature that does not match with the canonical request that it expected,
    /// and that has the session token in it; something in between may repeat more.
    @Test(arguments: ["The Canonical String for this request should have been ", "Refused: "])
    func `none, though AWS repeats the request in its refusal`(beginning: String) async throws {
        let manager = try DatagramReceiver(.abstract)
        let datagrams = manager.listen()
        let aws = try await HTTPStub.listening(
            .text(403) { request in
                let canonical = request.headers.sorted { $0.key < $1.key }
                    .map { "\($0.key):\($0.value)\\n" }.joined()
                return #"{"__type":"InvalidSignatureException","message":"\#(beginning)"#
                    + #"'POST\n/\n\n\#(canonical)'"}"#
            }
        )
        let home = try home(hook: HTTPStub(), manager: manager)
        try home.configure(Story(["InProgress"]), at: aws.url, notify: [.json, .systemd, webhook])
        let ending = try await home.run { daemon in
            try await daemon.said("InvalidSignatureException: ")
            try await datagrams.first { $0.contains("InvalidSignatureException: ") }
        }
        #expect(
            aws.requests.all.first?.headers["x-amz-security-token"]
                == home.environment["AWS_SESSION_TOKEN"]
        )
        try check([ending], datagrams, home)
        try await aws.stop()
    }

    @Test func `none, though the config that names them is broken`() async throws {
        let manager = try DatagramReceiver(.abstract)
        let hook = try HTTPStub()
        let home = try home(hook: hook, manager: manager)
        try home.directory.write(
            """
            {
              "watch": [{ "pipeline": "web", "executions": ["\(Story.id(0))"] }],
              "notify": [{
                "sink": "webhook", "url": "https://hooks.example.com/SENTINEL path?SENTINEL",
                "secret": "SENTINEL", "headers": { "Authorization": "SENTINEL\\n" }
              }, {
                "sink": "webhook", "name": "two", "url": { "env": "AWS_SECRET_ACCESS_KEY" },
                "secret": { "env": "AWS_SESSION_TOKEN" }
              }]
            }
            """,
            to: "config.json"
        )
        let ending = try await home.run { _ = await $0.stderr.end() }
        #expect(ending.exitCode == 78)
        #expect(ending.stderr.count >= 4, "\(ending.stderr)")
        let lines = ending.stderr.joined().lowercased()
        #expect(!Self.traces.contains { lines.contains($0) }, "\(ending.stderr)")
    }
}
