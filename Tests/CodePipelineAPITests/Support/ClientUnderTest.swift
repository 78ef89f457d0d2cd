import AWSAccess
import Foundation
import HTTPExchange
import PipelineModel
import Secrets

@testable import CodePipelineAPI

/// A client over a scripted transport, asking for one execution.
struct ClientUnderTest {
    static let executionID = "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f"
    static let now = Date(timeIntervalSince1970: 1_795_435_200)

    let transport: ScriptedTransport
    let client: CodePipelineClient

    struct Keys: CredentialSource {
        let result: Result<AWSCredentials, CredentialFailure>

        func credentials() async throws(CredentialFailure) -> AWSCredentials {
            try result.get()
        }
    }

    static let credentials = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: Secret("wJalrXUtnFEMI"),
        sessionToken: Secret("FwoGZXIvYXdzEXAMPLE"),
        source: "the test"
    )

    init(
        _ script: Result<HTTPReply, HTTPFailure>...,
        credentials: Result<AWSCredentials, CredentialFailure> = .success(credentials)
    ) throws {
        transport = ScriptedTransport(script)
        client = CodePipelineClient(
            connection: ConnectionID(region: "eu-west-1"),
            endpoint: try AWSEndpoint(service: "codepipeline", region: "eu-west-1"),
            credentials: Keys(result: credentials),
            transport: transport,
            now: { Self.now },
            userAgent: "pipewatchd/test"
        )
    }

    func poll(
        pipelineName: String = "web",
        unless known: ReplyFingerprint? = nil
    ) async -> PollOutcome {
        await client.getPipelineExecution(
            pipelineName: pipelineName,
            pipelineExecutionID: Self.executionID,
            unless: known,
            timeout: .seconds(10)
        )
    }
}

extension Result where Success == HTTPReply, Failure == HTTPFailure {
    static func reply(
        _ body: String,
        status: Int = 200,
        headers: [String: String] = [:]
    ) -> Self {
        .success(
            HTTPReply(
                status: status,
                headers: headers.map { HTTPHeader($0.key, $0.value) },
                body: Array(body.utf8)
            )
        )
    }
}

extension PollOutcome {
    var execution: PipelineExecution? {
        if case .execution(let execution, _) = self { execution } else { nil }
    }

    var fingerprint: ReplyFingerprint? {
        if case .execution(_, let fingerprint) = self { fingerprint } else { nil }
    }

    var failure: PollFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}
