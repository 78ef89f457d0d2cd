import TestSupport
import Testing

@testable import AWSAccess

@Suite struct ProfileFileTests {
    private func parse(_ text: String, as kind: ProfileFile.Kind = .config) -> ProfileFile {
        ProfileFile(parsing: Array(text.utf8), kind: kind, path: "/h/.aws/config")
    }

    private func texts(_ settings: ProfileFile.Settings?) -> [String: String]? {
        settings?.mapValues(\.text)
    }

    @Test func `in the credentials file every section is a profile`() {
        let file = parse("[a]\nx = 1\n[ b ]\ny = 2\n[\"c d\"]\nz = 3\n", as: .credentials)
        #expect(file.profiles.keys.sorted() == ["a", "b", "c d"])
    }

    @Test func `in the config file a profile needs its prefix`() {
        let file = parse("[a]\nx = 1\n[profile b]\ny = 2\n[ profile c ]\nz = 3\n")
        #expect(file.profiles.keys.sorted() == ["b", "c"])
    }

    @Test func `sections that come twice are merged and the later setting wins`() {
        let file = parse("[profile a]\nx = 1\ny = 1\n[profile \"a\"]\ny = 2\n[profile a]\nz = 3\n")
        #expect(texts(file.profiles["a"]) == ["x": "1", "y": "2", "z": "3"])
        #expect(file.problems.isEmpty)
    }

    @Test(arguments: [
        "[default]\nx = 1\n[profile default]\nx = 2\n",
        "[profile default]\nx = 2\n[default]\nx = 1\ny = 1\n",
    ])
    func `the default profile with its prefix hides the one without`(text: String) {
        #expect(texts(parse(text).profiles["default"]) == ["x": "2"])
    }

    @Test(arguments: [
        ("a = 1 # note", "1"), ("a = 1 ;note", "1"), ("a = 1\t#note", "1"), ("a = 1#2", "1#2"),
        ("a = #note", ""), ("a = x;y ; z", "x;y"), ("credential_process = a ; b", "a ; b"),
    ])
    func `a comment ends a value after white space`(line: String, value: String) {
        let settings = parse("[default]\n\(line)\n").profiles["default"]
        #expect(settings?.values.map(\.text) == [value])
    }

    @Test func `a byte order mark is passed over`() {
        #expect(texts(parse("\u{FEFF}[default]\nx = 1\n").profiles["default"]) == ["x": "1"])
    }

    @Test func `nested settings keep their names as written`() {
        let setting = parse("[services s]\nCodePipeline =\n  Endpoint_URL = http://h:1/\n")
            .services["s"]?["codepipeline"]
        #expect(setting?.nested == ["Endpoint_URL": "http://h:1/"])
        #expect(setting?.line == 2)
    }

    @Test(arguments: [
        ("x = 1\n", 1, ProfileProblem.Fault.outsideSection),
        ("[default]\nx = 1\n[broken\ny = 1\n", 3, .unclosedSection),
        ("# note\n[]\n", 2, .unnamedSection),
        ("[default]\n\nsecretsecret\n", 3, .notASetting),
        ("[default]\n = 1\n", 2, .unnamedSetting),
        ("[default]\ns3 =\n  x = 1\n  nonsense\n", 4, .notANestedSetting),
    ])
    func `a mistake is told with its line`(text: String, line: Int, fault: ProfileProblem.Fault) {
        let problem = parse(text).problems.first
        #expect(problem == ProfileProblem(path: "/h/.aws/config", line: line, fault: fault))
    }

    @Test func `a problem does not repeat the line, which may be a key`() {
        let problems = parse("[default]\nwJalrXUtnFEMI\n").problems
        #expect(
            problems.map(\.description) == [
                "/h/.aws/config:2: neither [section], name = value, nor a comment"
            ]
        )
        let file = parse("[default]\naws_secret_access_key = wJalrXUtnFEMI\n")
        #expect(!"\(file)".contains("wJalrXUtnFEMI"))
        var dumped = ""
        dump(file, to: &dumped)
        #expect(!dumped.contains("wJalrXUtnFEMI"))
    }

    @Test func `bytes that are not UTF-8 are a problem`() {
        let file = ProfileFile(parsing: [0x5B, 0xFF, 0x5D], kind: .config, path: "c")
        #expect(file.problems == [ProfileProblem(path: "c", line: 1, fault: .notUTF8)])
    }

    @Test func `no text is too odd to be parsed`() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<3_000 {
            let text = generator.text(of: 0...40, from: "[]=:#; \t\n\r\"'\\aé\u{0}profile")
            _ = parse(text)
            _ = parse(text, as: .credentials)
        }
    }
}
