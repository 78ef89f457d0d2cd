import Logging
import PipelineModel

extension WatchNotice {
    /// How urgent it is to know.
    var level: Logger.Level {
        switch self {
        case .troubleBegan(let trouble, _), .troubleChanged(let trouble, _):
            switch trouble.failure.kind {
            case .credentials, .refused: .error
            case .throttled, .transient, .notFound, .invalid: .warning
            }
        case .recordingFailed: .error
        case .fellBehind: .warning
        case .troubleEnded, .caughtUp, .recordingResumed: .notice
        case .notFoundYet: .info
        case .retired: .debug
        }
    }

    /// What happened, to which thing, and what to do.
    var text: String {
        switch self {
        case .troubleBegan(let trouble, _):
            "\(trouble.scope.text): \(trouble.failure.text)\(trouble.failure.advice)"
        case .troubleChanged(let trouble, _):
            "\(trouble.scope.text), still: \(trouble.failure.text)\(trouble.failure.advice)"
        case .troubleEnded(let scope, let failures, let lasted):
            """
            \(scope.text): works again after \(failures) \
            \(failures == 1 ? "failure" : "failures") in \(lasted.text)
            """
        case .notFoundYet(let key):
            "\(key.text): not found, which may mean not visible yet; asking again"
        case .fellBehind(let shortfall):
            "\(shortfall.text); raise polling.requestsPerSecond or polling.minInterval"
        case .caughtUp(let connection):
            "\(connection.text): polls are on time again"
        case .recordingFailed(let reason, let waiting):
            """
            the state file cannot be written: \(reason); \
            \(waiting) \(waiting == 1 ? "transition waits" : "transitions wait") in memory
            """
        case .recordingResumed(let kept, let lasted):
            "the state file can be written again after \(lasted.text); kept \(kept) transitions"
        case .retired(let key, let status):
            "\(key.text): \(status.rawValue), and not polled any more"
        }
    }

    /// The fields that a log line carries beside its text.
    var metadata: Logger.Metadata {
        switch self {
        case .troubleBegan(let trouble, let key), .troubleChanged(let trouble, let key):
            var fields = key.metadata
            fields["errorCode"] = "\(trouble.failure.code)"
            fields["requestID"] = trouble.failure.requestID.map { .string($0) }
            return fields
        case .notFoundYet(let key), .retired(let key, _): return key.metadata
        case .fellBehind(let shortfall): return shortfall.connection.metadata
        case .caughtUp(let connection): return connection.metadata
        case .troubleEnded(let scope, _, _): return scope.metadata
        case .recordingFailed, .recordingResumed: return [:]
        }
    }
}

extension PollFailure {
    /// The code, what was said about it, and AWS's name for the request.
    var text: String {
        let said = message.isEmpty ? code : "\(code): \(message)"
        return requestID.map { "\(said) (request \($0))" } ?? said
    }

    /// What an operator can do, as the end of a sentence; empty where only waiting helps.
    fileprivate var advice: String {
        switch kind {
        case .throttled: "; asking less often"
        case .transient: "; asking again"
        case .credentials: "; renew or correct the credentials, no restart is needed"
        case .refused: "; allow codepipeline:GetPipelineExecution on this pipeline"
        case .notFound: "; check the pipeline, the execution id, the region and the account"
        case .invalid: "; check the pipeline's name and the execution's id in the config"
        }
    }
}

extension Shortfall {
    var text: String {
        """
        \(connection.text): the intervals ask for \(wanted.oneDecimal) requests a second and \
        \(allowed.oneDecimal) can be made, so polls come up to \(lateness.text) late
        """
    }
}

extension TroubleScope {
    var text: String {
        switch self {
        case .connection(let connection): connection.text
        case .pipeline(let connection, let name): "pipeline \(name) in \(connection.text)"
        case .execution(let key): key.text
        }
    }

    fileprivate var metadata: Logger.Metadata {
        switch self {
        case .connection(let connection): connection.metadata
        case .pipeline(let connection, let name):
            connection.metadata.merging(["pipeline": "\(name)"]) { $1 }
        case .execution(let key): key.metadata
        }
    }
}

extension ConnectionID {
    /// Such as `eu-west-1` or `prod/eu-west-1`.
    var text: String {
        account.map { "\($0)/\(region)" } ?? region
    }

    fileprivate var metadata: Logger.Metadata {
        var fields: Logger.Metadata = ["region": "\(region)"]
        fields["account"] = account.map { "\($0)" }
        return fields
    }
}

extension ExecutionKey {
    fileprivate var text: String {
        "\(pipelineName) execution \(executionID) in \(connection.text)"
    }

    fileprivate var metadata: Logger.Metadata {
        connection.metadata.merging(
            ["pipeline": "\(pipelineName)", "executionID": "\(executionID)"]
        ) { $1 }
    }
}

extension Duration {
    /// Such as `450 ms`, `12 s` or `3 min`.
    var text: String {
        switch inSeconds {
        case ..<1: "\(Int(inSeconds * 1_000)) ms"
        case ..<120: "\(Int(inSeconds)) s"
        case ..<7_200: "\(Int(inSeconds / 60)) min"
        default: "\(Int(inSeconds / 3_600)) h"
        }
    }
}

extension Double {
    fileprivate var oneDecimal: String {
        "\((self * 10).rounded() / 10)"
    }
}
