extension TextRule {
    /// A region's code.
    ///
    /// Its shape is checked, not a list, so that regions to come are good too.
    static let region = TextRule(advice: "a string like \"eu-west-1\"") { text in
        guard !isRegion(text) else { return nil }
        let message = "\(text.quotedForMessage) is not a region"
        let lowercased = text.lowercased()
        if isRegion(lowercased) {
            return "\(message); write it in lower case: \"\(lowercased)\""
        }
        if let last = text.utf8.last, ASCII.isLowercase(last), isRegion(String(text.dropLast())) {
            return "\(message) but an availability zone; write \"\(text.dropLast())\""
        }
        return "\(message); write its code, such as \"eu-west-1\""
    }

    private static func isRegion(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last else { return false }
        return (1...2).contains(number.count) && number.allSatisfy(ASCII.isDigit)
            && parts.dropLast().allSatisfy { part in
                (1...20).contains(part.count) && part.allSatisfy(ASCII.isLowercase)
            }
    }

    /// A pipeline's name: `PipelineName` of the API, `[A-Za-z0-9.@\-_]+`, 1 to 100.
    static let pipelineName = TextRule(advice: "a string like \"web\"") { text in
        guard !(1...100).contains(text.utf8.count) || !text.utf8.allSatisfy(isPipelineNameByte)
        else { return nil }
        let message = "\(text.quotedForMessage) is not a pipeline's name"
        if text.hasPrefix("arn:") {
            return "\(message) but an ARN; write only the name at its end"
        }
        if text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) {
            return "\(message); a watch names one pipeline and takes no wildcards"
        }
        return "\(message); write 1 to 100 of: letters, digits, . @ - _"
    }

    /// An execution's id: `PipelineExecutionId` of the API, a UUID in lower case.
    static let executionID = TextRule(
        advice: "an execution's id, as a string like \"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f\""
    ) { text in
        guard !isLowercaseUUID(text) else { return nil }
        let message = "\(text.quotedForMessage) is not an execution's id"
        if isLowercaseUUID(text.lowercased()) {
            return "\(message); write it in lower case: \"\(text.lowercased())\""
        }
        return "\(message); write a UUID in lower case, "
            + "such as \"3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f\""
    }

    private static func isLowercaseUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy {
                ASCII.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// A role's ARN, `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME` (IAM User Guide, “IAM ARNs”).
    static let roleARN = TextRule(
        advice: "a string like \"arn:aws:iam::111122223333:role/watch\""
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        let isGood =
            parts.count == 6 && text.utf8.count <= 2_048 && parts[0] == "arn"
            && (parts[1] == "aws" || parts[1].hasPrefix("aws-")) && parts[2] == "iam"
            && parts[3].isEmpty && parts[4].utf8.count == 12
            && parts[4].utf8.allSatisfy(ASCII.isDigit) && parts[5].hasPrefix("role/")
            && parts[5].utf8.count > 5 && parts[5].utf8.allSatisfy(isRoleByte)
        guard !isGood else { return nil }
        return "\(text.quotedForMessage) is not a role's ARN; "
            + "write it like \"arn:aws:iam::111122223333:role/watch\""
    }

    private static func isRoleByte(_ byte: UInt8) -> Bool {
        isSessionNameByte(byte) || byte == UInt8(ascii: "/")
    }

    /// A session's name: `roleSessionNameType` of STS, `[\w+=,.@-]*`, 2 to 64.
    static let sessionName = TextRule(advice: "a string like \"pipewatchd\"") { text in
        guard !(2...64).contains(text.utf8.count) || !text.utf8.allSatisfy(isSessionNameByte)
        else { return nil }
        return "\(text.quotedForMessage) is not a session's name; "
            + "write 2 to 64 of: letters, digits, _ + = , . @ -"
    }

    private static func isSessionNameByte(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || "_+=,.@-".utf8.contains(byte)
    }

    /// An external id: `externalIdType` of STS, `[\w+=,.@:\/-]*`, 2 to 1,224.
    ///
    /// It may be shorter here, down to one character, as the service has the last word.
    static let externalID = TextRule(advice: "a string") { text in
        let isGood =
            (1...1_224).contains(text.utf8.count)
            && text.utf8.allSatisfy { isRoleByte($0) || $0 == UInt8(ascii: ":") }
        return isGood
            ? nil : "is not an external id; write 1 to 1224 of: letters, digits, _ + = , . @ : / -"
    }

    /// The name of a profile in the shared files.
    static let profile = TextRule(advice: "the name of a profile, as a string") { text in
        let scalars = text.unicodeScalars
        guard scalars.isEmpty || scalars.contains(where: { $0.isInvisible || $0 == "]" })
        else { return nil }
        return "\(text.quotedForMessage) is not a profile's name; "
            + "write it as it stands in the shared files"
    }
}
