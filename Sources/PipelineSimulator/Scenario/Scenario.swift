package import PipelineModel
package import Secrets

/// A checked story: which executions exist, how each one goes, and what goes wrong on the way.
///
/// Every duration in it counts from the start of the scenario's clock, unless said otherwise. The
/// file that it is read from is described in docs/simulator.md.
package struct Scenario: Sendable, Equatable {
    /// When the scenario's clock starts.
    package enum ClockStart: String, Sendable, CaseIterable {
        /// With the server.
        case start
        /// With the first request that is signed by an accepted key and well formed.
        case firstRequest
    }

    /// The region that requests must be signed for.
    package var region: String
    /// The twelve digits of the account that error messages name.
    package var accountID: String
    package var clock: ClockStart
    /// Never empty, no access key id twice.
    package var credentials: [AcceptedCredentials]
    package var pipelines: [ScriptedPipeline]
    /// In the order of the file: the first one that strikes decides.
    package var faults: [Fault]

    package init(
        region: String = "eu-west-1",
        accountID: String = "111122223333",
        clock: ClockStart = .start,
        credentials: [AcceptedCredentials],
        pipelines: [ScriptedPipeline],
        faults: [Fault] = []
    ) {
        self.region = region
        self.accountID = accountID
        self.clock = clock
        self.credentials = credentials
        self.pipelines = pipelines
        self.faults = faults
    }
}

/// A key that requests may be signed with.
package struct AcceptedCredentials: Sendable, Equatable {
    package var accessKeyID: String
    package var secretAccessKey: Secret
    /// Must come with each request where it is set, as temporary credentials ask for.
    package var sessionToken: Secret?
    /// From then on they are refused with `ExpiredTokenException`; `nil` for never.
    package var expiresAfter: Duration?

    package init(
        accessKeyID: String,
        secretAccessKey: Secret,
        sessionToken: Secret? = nil,
        expiresAfter: Duration? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiresAfter = expiresAfter
    }
}

/// A pipeline and the executions that it has had.
package struct ScriptedPipeline: Sendable, Equatable {
    package var name: String
    package var executions: [ExecutionScript]

    package init(name: String, executions: [ExecutionScript]) {
        self.name = name
        self.executions = executions
    }
}

/// How one execution goes, or many alike.
package struct ExecutionScript: Sendable, Equatable {
    /// Lower-case UUIDs; never empty, none twice within the pipeline.
    package var ids: [String]
    /// How much later than the one before each execution begins.
    package var stagger: Duration
    /// Never empty, in the order of time.
    package var timeline: [TimelineStep]

    package init(ids: [String], stagger: Duration = .zero, timeline: [TimelineStep]) {
        self.ids = ids
        self.stagger = stagger
        self.timeline = timeline
    }
}

/// What an execution is like from a moment on, until the next step.
package struct TimelineStep: Sendable, Equatable {
    /// Since the execution's own beginning.
    package var at: Duration
    /// The execution as a whole, without its id.
    ///
    /// What an earlier step set and this one does not change is in it.
    package var execution: PipelineExecution

    package init(at: Duration, execution: PipelineExecution) {
        self.at = at
        self.execution = execution
    }
}
