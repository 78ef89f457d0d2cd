package import HTTPExchange

extension HTTPReply {
    /// AWS's name for the request, which a support case asks for; `nil` where the reply has none
    /// that is fit to be told.
    package var awsRequestID: String? {
        (header("x-amzn-requestid") ?? header("x-amz-request-id")).flatMap(BoundedText.token)
    }
}
