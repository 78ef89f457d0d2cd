import Foundation
import PipelineSimulator
import Secrets
import TestSupport

/// Where a daemon lives: its config, its state and its environment, shared with no other.
final class Home: Sendable {
    static let webhookSecret = "whsec_U0VOVElORUxTRU5USU5FTFNFTlRJTkVM"

    let directory: TemporaryDirectory
    let config: String
    let state: String
    let environment: [String: String]

    /// Makes a home for one test.
    ///
    /// - Parameters:
    ///   - webhook: where the webhook is that the config may name.
    ///   - more: further variables; an empty value takes one away.
    /// - Throws: where there is no place for its directory.
    init(webhook: String = "http://127.0.0.1:9/", _ more: [String: String] = [:]) throws {
        directory = try TemporaryDirectory()
        config = directory.file("config.json")
        state = directory.file("state/state.sqlite")
        let usual = [
            "PATH": "/usr/bin:/bin",
            "HOME": directory.path,
            "AWS_ACCESS_KEY_ID": Story.key.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": Story.key.secretAccessKey.reveal(),
            "AWS_SESSION_TOKEN": Story.key.sessionToken?.reveal() ?? "",
            "WEBHOOK_URL": webhook,
            "WEBHOOK_SECRET": Self.webhookSecret,
        ]
        environment = usual.merging(more) { $1 }.filter { !$0.value.isEmpty }
    }

    /// Writes the config: all executions of a story, watched at an endpoint.
    func configure(
        _ story: Story,
        at endpoint: String,
        notify: [DaemonConfig.Sink],
        _ change: (inout DaemonConfig) -> Void = { _ in }
    ) throws {
        var config = DaemonConfig(
            aws: DaemonConfig.Connection(endpoint: endpoint),
            watch: [DaemonConfig.Watch(pipeline: story.pipeline, executions: story.ids)],
            notify: notify,
            state: DaemonConfig.StateFile(path: state)
        )
        change(&config)
        try directory.write(config.json, to: "config.json")
    }
}
