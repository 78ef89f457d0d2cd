/// Something that may have credentials: a place, or several in order.
///
/// It is asked anew for each request, so it keeps what is dear to get, and never keeps a failure.
package protocol CredentialSource: Sendable {
    /// The credentials as they are now.
    ///
    /// - Returns: credentials that have not expired, as far as the source can tell.
    /// - Throws: `.notConfigured` where nothing is set up here, which lets a chain go on to its
    ///   next source; anything else where something is, and does not work.
    func credentials() async throws(CredentialFailure) -> AWSCredentials
}
