import PipelineModel
import Testing

@testable import Delivery

@Suite struct `The line for people` {
    static let link =
        "https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/web/executions/"
        + "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f/visualization?region=eu-west-1"
    static let end = "execution 3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f, \(link)"

    @Test(arguments: ExecutionStatus.known + [.unknown("Paused")])
    func `begins with the pipeline and its status`(status: ExecutionStatus) {
        let first = TransitionEvent(.sample(from: nil, to: status))
        let name = status.rawValue
        #expect(TextFormat.message(for: first) == "web \(name) (first seen), \(Self.end)")
        let later = TransitionEvent(.sample(from: .stopping, to: status))
        #expect(TextFormat.message(for: later) == "web \(name) (was Stopping), \(Self.end)")
    }

    @Test func `says all there is to say, the most urgent first`() {
        let event = TransitionEvent(`A transition event`.full)
        let message = """
            web Failed (was InProgress), attempt 2, account prod, summary "Deploy failed", \
            commit 1a2b3c4d "Fix the login", rollback to 9c0e, \(Self.end)
            """
        #expect(TextFormat.message(for: event) == message)
        #expect(TextFormat.line(for: event) == "2026-11-22T22:41:46Z \(message)")
    }

    static let commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
    static let wrapped = #"{"ProviderType":"GitHub","CommitMessage":"Fix \"it\"\n\nMore"}"#

    @Test(
        arguments: [
            ([ArtifactRevision(revisionID: commit)], "commit 1a2b3c4d"),
            ([ArtifactRevision(revisionSummary: "Fix")], "revision \"Fix\""),
            (
                [ArtifactRevision(revisionID: commit, revisionSummary: wrapped)],
                "commit 1a2b3c4d \"Fix 'it'\""
            ),
            (
                [ArtifactRevision(revisionID: commit, revisionSummary: "{not JSON}")],
                "commit 1a2b3c4d \"{not JSON}\""
            ),
            (
                [ArtifactRevision(revisionID: commit, revisionSummary: #"{"CommitMessage":7}"#)],
                "commit 1a2b3c4d \"{'CommitMessage':7}\""
            ),
            (
                [ArtifactRevision(revisionID: commit, revisionSummary: "\n\n  \nFix\r\nMore")],
                "commit 1a2b3c4d \"Fix\""
            ),
            (
                [
                    ArtifactRevision(
                        revisionID: "u7Pd.x_Q",
                        revisionSummary: "Amazon S3 version id: u7Pd"
                    )
                ],
                "revision u7Pd.x_Q \"Amazon S3 version id: u7Pd\""
            ),
            (
                [ArtifactRevision(revisionID: "sha256:\(commit)")],
                "revision \"sha256:1a2b3c4d5e6f708192a3b4c5d6e7f8091…\""
            ),
            (
                [ArtifactRevision(name: "Empty"), ArtifactRevision(revisionID: commit)],
                "commit 1a2b3c4d and 1 more revision"
            ),
            (
                [ArtifactRevision(revisionID: commit), ArtifactRevision(), ArtifactRevision()],
                "commit 1a2b3c4d and 2 more revisions"
            ),
        ] as [([ArtifactRevision], String)]
    )
    func `names what was built as git log would`(revisions: [ArtifactRevision], text: String) {
        let execution = PipelineExecution(status: .failed, artifactRevisions: revisions)
        let message = TextFormat.message(for: TransitionEvent(.sample(execution: execution)))
        #expect(message == "web Failed (was InProgress), \(text), \(Self.end)")
    }

    @Test(arguments: [[], [ArtifactRevision()], [ArtifactRevision(revisionSummary: " \n ")]])
    func `leaves out a revision of which nothing is known`(revisions: [ArtifactRevision]) {
        let execution = PipelineExecution(status: .failed, artifactRevisions: revisions)
        let message = TextFormat.message(for: TransitionEvent(.sample(execution: execution)))
        #expect(message == "web Failed (was InProgress), \(Self.end)")
    }

    @Test(arguments: Hostile.all)
    func `is one harmless line, whatever others wrote`(hostile: Hostile) throws {
        let key = ExecutionKey(
            connection: ConnectionID(account: hostile.text, region: "eu-west-1"),
            pipelineName: hostile.text,
            executionID: hostile.text
        )
        let transition = Transition.sample(
            key: key,
            from: .unknown(hostile.text),
            to: .unknown(hostile.text),
            execution: .saying(hostile.text)
        )
        let event = try TransitionEvent(json: TransitionEvent(transition).json())
        let line = TextFormat.line(for: event)
        #expect(line.isHarmlessLine)
        #expect(line.hasPrefix("2026-11-22T22:41:46Z "))
        #expect(!TextFormat.message(for: event).hasPrefix("<"))
        #expect(line.utf8.count < 8000)
    }
}
