import AWSAccess
import CodePipelineAPI
import ConfigFile
import FoundationEssentials
import HTTPExchange
import PipelineModel
import WatchLoop

/// Polls each execution through the client of its connection.
struct ConnectionPoller: ExecutionPolling {
    private let clients: [ConnectionID: CodePipelineClient]

    /// - Throws: `EndpointFailure` where a region or an endpoint cannot be one.
    init(
        _ connections: [ConnectionID: ConnectionSettings],
        environment: AWSEnvironment,
        transport: any HTTPTransport
    ) throws(EndpointFailure) {
        let profiles = SharedProfiles(environment: environment, files: DiskFileReader())
        let now: @Sendable () -> Date = { Date() }
        var clients: [ConnectionID: CodePipelineClient] = [:]
        for (connection, settings) in connections {
            clients[connection] = CodePipelineClient(
                connection: connection,
                endpoint: try AWSEndpoint(
                    service: "codepipeline",
                    region: connection.region,
                    customURL: settings.endpoint
                ),
                credentials: CredentialChain.standard(
                    profile: settings.profile,
                    environment: environment,
                    profiles: profiles,
                    now: now
                ),
                transport: transport,
                now: now,
                userAgent: Version.userAgent
            )
        }
        self.clients = clients
    }

    func poll(_ order: PollOrder) async -> PollOutcome {
        guard let client = clients[order.key.connection] else {
            return .failed(
                PollFailure(
                    kind: .invalid,
                    code: "NoConnection",
                    message: "no connection for region \(order.key.connection.region)"
                )
            )
        }
        return await client.getPipelineExecution(
            pipelineName: order.key.pipelineName,
            pipelineExecutionID: order.key.executionID,
            unless: order.known,
            timeout: order.timeout
        )
    }
}
