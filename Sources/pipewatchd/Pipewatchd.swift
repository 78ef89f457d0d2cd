import ArgumentParser

/// The command line: what people type, and nothing else.
@main
struct Pipewatchd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipewatchd",
        abstract:
            "Tells people, the moment it can be known, that a CodePipeline execution changed status.",
        discussion: """
            Exit codes are those of sysexits(3): 0 done, 64 usage, 66 config unreadable, \
            70 internal error, 75 temporary failure, 78 config invalid.
            """,
        version: "pipewatchd \(Version.text)",
        subcommands: [RunCommand.self, CheckCommand.self]
    )
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
    /// The `User-Agent` of every request.
    static let userAgent = "pipewatchd/\(text)"
}

/// What the commands that read a config share.
struct ConfigOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The config to read.", valueName: "file")
    )
    var config = "/etc/pipewatchd/config.json"
}
