/// An error as the service words it: the `__type` and the message of the body.
package struct ServiceError: Error, Sendable, Equatable {
    package var code: String
    package var message: String
    /// CodePipeline answers with 400 to everything that is the caller's doing.
    package var httpStatus: Int

    package init(code: String, message: String, httpStatus: Int = 400) {
        self.code = code
        self.message = message
        self.httpStatus = httpStatus
    }
}

// What GetPipelineExecution can say (API reference, “Errors”).
extension ServiceError {
    /// The request breaks the constraints of the API's model; each is named in the message.
    static func validation(_ violations: [String]) -> ServiceError {
        let count =
            violations.count == 1 ? "1 validation error" : "\(violations.count) validation errors"
        return ServiceError(
            code: "ValidationException",
            message: "\(count) detected: \(violations.joined(separator: "; "))"
        )
    }

    static func pipelineNotFound(_ name: String, account: String) -> ServiceError {
        ServiceError(
            code: "PipelineNotFoundException",
            message: "Account '\(account)' does not have a pipeline with name '\(name)'"
        )
    }

    static func executionNotFound(_ query: ExecutionQuery) -> ServiceError {
        ServiceError(
            code: "PipelineExecutionNotFoundException",
            message: "Pipeline '\(query.pipelineName)' does not have an execution with id "
                + "'\(query.executionID)'"
        )
    }
}

// What any AWS service can say (API reference, “Common Errors”).
extension ServiceError {
    static let unknownOperation = ServiceError(code: "UnknownOperationException", message: "")
    static let throttling = ServiceError(code: "ThrottlingException", message: "Rate exceeded")
    static let internalFailure = ServiceError(
        code: "InternalFailure",
        message: "The request processing has failed because of an unknown error.",
        httpStatus: 500
    )
    static let expiredToken = ServiceError(
        code: "ExpiredTokenException",
        message: "The security token included in the request is expired"
    )
    static let missingAuthenticationToken = ServiceError(
        code: "MissingAuthenticationTokenException",
        message: "Missing Authentication Token"
    )
    static let unrecognizedClient = ServiceError(
        code: "UnrecognizedClientException",
        message: "The security token included in the request is invalid."
    )
    static let signatureMismatch = invalidSignature(
        "The request signature we calculated does not match the signature you provided. Check "
            + "your AWS Secret Access Key and signing method. Consult the service documentation "
            + "for details."
    )

    static func serialization(_ message: String) -> ServiceError {
        ServiceError(code: "SerializationException", message: message)
    }

    static func incompleteSignature(_ message: String) -> ServiceError {
        ServiceError(code: "IncompleteSignatureException", message: message)
    }

    static func invalidSignature(_ message: String) -> ServiceError {
        ServiceError(code: "InvalidSignatureException", message: message)
    }

    static func requestExpired(_ message: String) -> ServiceError {
        ServiceError(code: "RequestExpired", message: message)
    }

    static func accessDenied(_ query: ExecutionQuery, region: String, account: String)
        -> ServiceError
    {
        ServiceError(
            code: "AccessDeniedException",
            message: "User: arn:aws:iam::\(account):user/simulated is not authorized to perform: "
                + "codepipeline:GetPipelineExecution on resource: "
                + "arn:aws:codepipeline:\(region):\(account):\(query.pipelineName)"
        )
    }
}
