/// An account (as the config names it) and a region: what credentials, an endpoint and a request
/// budget belong to.
package struct ConnectionID: Sendable, Hashable {
    /// The name under `accounts` in the config; `nil` for the default connection, `aws`.
    package let account: String?
    /// The AWS region, such as `eu-west-1`.
    package let region: String

    package init(account: String? = nil, region: String) {
        self.account = account
        self.region = region
    }
}

/// What names one execution among all that are watched.
package struct ExecutionKey: Sendable, Hashable {
    package let connection: ConnectionID
    package let pipelineName: String
    /// A lower-case UUID.
    package let executionID: String

    package init(connection: ConnectionID, pipelineName: String, executionID: String) {
        self.connection = connection
        self.pipelineName = pipelineName
        self.executionID = executionID
    }
}
