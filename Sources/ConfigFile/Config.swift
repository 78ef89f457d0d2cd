package import PipelineModel
package import Secrets

/// A checked config: every value is within its limits, and every reference in it is good.
///
/// The names of the members are those of the JSON keys, which docs/config.md describes.
package struct Config: Sendable, Equatable {
    /// The default connection.
    package var aws: ConnectionSettings
    /// The further connections by name, each with what it inherits from `aws` already filled in.
    package var accounts: [String: ConnectionSettings]
    /// In the order of the file; never empty.
    package var watch: [Watch]
    package var polling: Polling
    /// In the order of the file; `nil` where the file leaves it out, so that the caller decides.
    package var notify: [Sink]?
    package var state: State
    package var log: Log

    package init(
        aws: ConnectionSettings = ConnectionSettings(),
        accounts: [String: ConnectionSettings] = [:],
        watch: [Watch],
        polling: Polling = Polling(),
        notify: [Sink]? = nil,
        state: State = State(),
        log: Log = Log()
    ) {
        self.aws = aws
        self.accounts = accounts
        self.watch = watch
        self.polling = polling
        self.notify = notify
        self.state = state
        self.log = log
    }
}

/// How AWS is reached for one account.
///
/// What is `nil` comes from the environment and the shared
/// files, as in any AWS tool.
package struct ConnectionSettings: Sendable, Equatable {
    package var region: String?
    package var profile: String?
    package var assumeRole: AssumeRole?
    /// An absolute http or https URL without path, in place of the public endpoint.
    package var endpoint: String?

    package init(
        region: String? = nil,
        profile: String? = nil,
        assumeRole: AssumeRole? = nil,
        endpoint: String? = nil
    ) {
        self.region = region
        self.profile = profile
        self.assumeRole = assumeRole
        self.endpoint = endpoint
    }
}

/// A role to take on with whatever credentials were found.
package struct AssumeRole: Sendable, Equatable {
    package var arn: String
    package var externalID: String?
    package var sessionName: String

    package init(arn: String, externalID: String? = nil, sessionName: String = "pipewatchd") {
        self.arn = arn
        self.externalID = externalID
        self.sessionName = sessionName
    }
}

/// The executions of one pipeline that are to be watched.
package struct Watch: Sendable, Equatable {
    package var pipeline: String
    /// Lower-case UUIDs; never empty, no id twice.
    package var executions: [String]
    /// A key of `accounts`; `nil` for the default connection.
    package var account: String?
    package var region: String?

    package init(
        pipeline: String,
        executions: [String],
        account: String? = nil,
        region: String? = nil
    ) {
        self.pipeline = pipeline
        self.executions = executions
        self.account = account
        self.region = region
    }
}

/// How often AWS is asked.
package struct Polling: Sendable, Equatable {
    /// The wait after a change, and the shortest there is.
    package var minInterval: Duration
    /// The longest wait between two polls of an execution.
    package var maxInterval: Duration
    /// How much longer each wait is than the last while nothing changes; 1 or more.
    package var multiplier: Double
    /// The most requests a second that one connection (account and region) may make.
    package var requestsPerSecond: Double
    /// The time allowed for one request, from the first byte sent to the last received.
    package var timeout: Duration
    /// How long an execution that has ended is polled on, because a stage can be retried.
    package var keepWatching: Duration

    package init(
        minInterval: Duration = .seconds(5),
        maxInterval: Duration = .seconds(60),
        multiplier: Double = 1.5,
        requestsPerSecond: Double = 2,
        timeout: Duration = .seconds(10),
        keepWatching: Duration = .seconds(30 * 60)
    ) {
        self.minInterval = minInterval
        self.maxInterval = maxInterval
        self.multiplier = multiplier
        self.requestsPerSecond = requestsPerSecond
        self.timeout = timeout
        self.keepWatching = keepWatching
    }
}

/// Somebody to tell.
package struct Sink: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case stdout(StdoutFormat)
        case journald
        case systemd
        case webhook(Webhook)
    }

    package enum StdoutFormat: String, Sendable, CaseIterable {
        case text
        case json
    }

    /// Unique among the sinks; the kind's name unless the file gives one.
    package var name: String
    package var kind: Kind
    package var only: Filter

    package init(name: String, kind: Kind, only: Filter = Filter()) {
        self.name = name
        self.kind = kind
        self.only = only
    }
}

/// Which transitions a sink is told.
///
/// A list that is `nil` lets everything through.
package struct Filter: Sendable, Equatable {
    /// Glob patterns (`*` and `?`) for the pipeline's name.
    package var pipelines: [String]?
    package var statuses: [ExecutionStatus]?

    package init(pipelines: [String]? = nil, statuses: [ExecutionStatus]? = nil) {
        self.pipelines = pipelines
        self.statuses = statuses
    }
}

/// An HTTP endpoint that gets each event by POST.
package struct Webhook: Sendable, Equatable {
    package enum Format: String, Sendable, CaseIterable {
        case cloudevents
    }

    /// An absolute http or https URL.
    ///
    /// Its path and query count as a secret.
    package var url: Secret
    package var format: Format
    /// Signs each delivery as Standard Webhooks asks: `whsec_` and the Base64 of 24 to 64 bytes.
    package var secret: Secret?
    /// Sent with each delivery, in the order of the file.
    package var headers: [Header]
    package var timeout: Duration

    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: Secret

        package init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }

    package init(
        url: Secret,
        format: Format = .cloudevents,
        secret: Secret? = nil,
        headers: [Header] = [],
        timeout: Duration = .seconds(10)
    ) {
        self.url = url
        self.format = format
        self.secret = secret
        self.headers = headers
        self.timeout = timeout
    }
}

/// Where the daemon keeps what it must not forget.
package struct State: Sendable, Equatable {
    /// The SQLite file; `nil` where the file leaves it out, so that the caller decides.
    package var path: String?
    /// How long the record of an execution that is no longer watched is kept.
    package var keep: Duration

    package init(path: String? = nil, keep: Duration = .seconds(30 * 86_400)) {
        self.path = path
        self.keep = keep
    }
}

/// What is logged.
package struct Log: Sendable, Equatable {
    package enum Level: String, Sendable, CaseIterable {
        case debug, info, notice, warning, error
    }

    /// Messages below this level are dropped.
    package var level: Level

    package init(level: Level = .info) {
        self.level = level
    }
}
