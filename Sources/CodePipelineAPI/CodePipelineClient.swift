package import AWSAccess
package import FoundationEssentials
package import HTTPExchange
package import PipelineModel
internal import Secrets

/// The CodePipeline API (version 2015-07-09) of one connection.
///
/// A call is one request: nothing is retried here and no time is kept, since when to ask again is
/// the poll plan's decision. Every way a call can end is a value.
package struct CodePipelineClient: Sendable {
    /// The account and region that the calls are made for.
    package let connection: ConnectionID

    private let endpoint: AWSEndpoint
    private let credentials: any CredentialSource
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let userAgent: String
    private let signer: RequestSigner
    private let url: String

    /// Longer than any reply of the operations here, in bytes.
    private static let maximumReplyBytes = 1 << 20

    /// Makes a client that has not called anything yet.
    ///
    /// - Parameters:
    ///   - connection: the account and region, to tell connections apart.
    ///   - endpoint: the endpoint of the service `codepipeline`.
    ///   - credentials: asked before every call.
    ///   - transport: the way to the endpoint.
    ///   - now: the wall clock, which signatures carry.
    ///   - userAgent: the `User-Agent` header.
    package init(
        connection: ConnectionID,
        endpoint: AWSEndpoint,
        credentials: any CredentialSource,
        transport: any HTTPTransport,
        now: @escaping @Sendable () -> Date,
        userAgent: String
    ) {
        self.connection = connection
        self.endpoint = endpoint
        self.credentials = credentials
        self.transport = transport
        self.now = now
        self.userAgent = userAgent
        signer = RequestSigner(service: endpoint.service, region: endpoint.region)
        url = endpoint.target.url
    }

    /// Makes one call and waits for its reply.
    ///
    /// - Parameters:
    ///   - operation: the operation by AWS's name, such as `GetPipelineExecution`.
    ///   - body: the request's JSON text.
    ///   - timeout: the time allowed for the exchange, once there are credentials.
    /// - Returns: a reply with status 200, whatever its body.
    /// - Throws: `PollFailure` for everything else.
    func call(
        _ operation: String,
        body: [UInt8],
        timeout: Duration
    ) async throws(PollFailure) -> HTTPReply {
        let credentials: AWSCredentials
        do throws(CredentialFailure) {
            credentials = try await self.credentials.credentials()
        } catch {
            throw PollFailure(error)
        }
        let headers = signer.signed(
            [
                HTTPHeader("Content-Type", "application/x-amz-json-1.1"),
                HTTPHeader("User-Agent", userAgent),
                HTTPHeader("X-Amz-Target", "CodePipeline_20150709.\(operation)"),
            ],
            method: "POST",
            target: endpoint.target,
            body: body,
            credentials: credentials,
            now: now()
        )
        let reply: HTTPReply
        do throws(HTTPFailure) {
            reply = try await transport.exchange(
                HTTPRequest(method: "POST", url: url, headers: headers, body: body),
                timeout: timeout,
                maximumReplyBytes: Self.maximumReplyBytes
            )
        } catch {
            throw PollFailure(error)
        }
        guard reply.status == 200 else {
            // The id is no secret to AWS, but nobody needs it in a log that many can read.
            let secrets =
                [Secret(credentials.accessKeyID), credentials.secretAccessKey]
                + [credentials.sessionToken].compactMap(\.self)
            throw PollFailure(AWSServiceError(reply: reply, now: now(), hiding: secrets))
        }
        return reply
    }
}
