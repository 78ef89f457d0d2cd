import Subprocess
import TestSupport
import Testing

/// What the program says and how it ends where it does not come to watch anything.
@Suite(.timeLimit(.minutes(1))) struct CommandLineTests {
    private func pipewatchd(
        _ arguments: [String],
        in home: Home,
        without variable: String? = nil
    ) async throws -> Command.Result {
        var variables = home.environment
        if let variable { variables[variable] = nil }
        return try await Command.run(
            BuiltProgram.path("pipewatchd"),
            arguments,
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (.init(stringLiteral: $0), $1) })
            )
        )
    }

    @Test func `a good config passes, and is summed up`() async throws {
        let home = try Home()
        let story = Story(["InProgress"], ["InProgress"])
        try home.configure(story, at: "http://127.0.0.1:9", notify: [.json, .webhook])
        let result = try await pipewatchd(["check", "--config", home.config], in: home)
        #expect(result.exitCode == 0)
        #expect(
            result.standardOutput
                == "\(home.config): valid; 2 executions, told to stdout, ops\n"
        )
        #expect(result.standardError == "")
    }

    @Test(arguments: ["check", "run"])
    func `every problem of a config is told with its place`(command: String) async throws {
        let home = try Home()
        try home.directory.write(
            """
            {
              "watch": [{ "pipeline": "web", "executions": ["nonsense"] }],
              "polling": { "minInterval": "5 seconds", "minimum": 1 },
              "notify": [{ "sink": "webhook", "url": { "env": "NOT_SET" } }]
            }
            """,
            to: "config.json"
        )
        let result = try await pipewatchd([command, "--config", home.config], in: home)
        #expect(result.exitCode == 78)
        #expect(result.standardOutput == "")
        let lines = result.standardError.split(separator: "\n")
        let places = [
            ":2:49: watch[0].executions[0]: ", ":3:31: polling.minInterval: ",
            ":3:44: polling", ":4:42: notify[0].url: cannot be read: the variable is not set",
        ]
        try #require(lines.count == places.count, "\(result.standardError)")
        for (line, place) in zip(lines, places) {
            #expect(line.contains("\(home.config)\(place)"))
        }
    }

    @Test(arguments: ["check", "run"])
    func `a config that is not there cannot be read`(command: String) async throws {
        let home = try Home()
        let result = try await pipewatchd([command, "--config", home.config], in: home)
        #expect(result.exitCode == 66)
        #expect(
            result.standardError.hasSuffix(
                "pipewatchd: cannot read the config \(home.config): No such file or directory\n"
            )
        )
    }

    @Test(arguments: ["check", "run"])
    func `a watch without a region is a problem of the config`(command: String) async throws {
        let home = try Home()
        try home.configure(Story(["InProgress"]), at: "http://127.0.0.1:9", notify: [.json]) {
            $0.aws.region = nil
        }
        let result = try await pipewatchd([command, "--config", home.config], in: home)
        #expect(result.exitCode == 78)
        #expect(
            result.standardError.contains(
                "\(home.config):1:1: watch[0]: no region for this watch; set aws.region, or "
                    + "AWS_REGION in the environment"
            )
        )
    }

    @Test func `without a place for its state the daemon does not start`() async throws {
        let home = try Home()
        try home.directory.write(
            #"{"aws":{"region":"eu-west-1"},"watch":[{"pipeline":"web","executions":["\#(Story.id(0))"]}]}"#,
            to: "config.json"
        )
        let result = try await pipewatchd(
            ["run", "--config", home.config],
            in: home,
            without: "HOME"
        )
        #expect(result.exitCode == 78)
        #expect(result.standardError.contains("no place for the state file: set state.path in "))
    }

    @Test(arguments: [
        ["watch"], ["run", "--colour"], ["check", "--config"], ["run", "one", "two"],
    ])
    func `what nobody can mean is an error of usage`(arguments: [String]) async throws {
        let result = try await pipewatchd(arguments, in: Home())
        #expect(result.exitCode == 64)
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains("Usage: pipewatchd"))
    }

    @Test func `the version is one line`() async throws {
        let result = try await pipewatchd(["--version"], in: Home())
        #expect(result.exitCode == 0)
        #expect(result.standardOutput.wholeMatch(of: /pipewatchd \d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: [["--help"], ["run", "--help"], ["check", "--help"]])
    func `help is on stdout`(arguments: [String]) async throws {
        let result = try await pipewatchd(arguments, in: Home())
        #expect(result.exitCode == 0)
        #expect(result.standardOutput.contains("USAGE: pipewatchd"))
        #expect(result.standardError == "")
    }
}
