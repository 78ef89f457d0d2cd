/// The `Authorization` header of a request signed with Signature Version 4, in its parts.
package struct SigV4Authorization: Sendable, Equatable {
    /// The one algorithm that is spoken here.
    package static let algorithm = "AWS4-HMAC-SHA256"

    package let accessKeyID: String
    package let scope: SigningScope
    /// The lower-case names of the headers that the signature covers, a semicolon between them.
    package let signedHeaders: String
    /// 64 lower-case hexadecimal digits.
    package let signature: String

    package init(
        accessKeyID: String,
        scope: SigningScope,
        signedHeaders: String,
        signature: String
    ) {
        self.accessKeyID = accessKeyID
        self.scope = scope
        self.signedHeaders = signedHeaders
        self.signature = signature
    }

    /// The header's value.
    package var text: String {
        """
        \(Self.algorithm) Credential=\(accessKeyID)/\(scope.text), \
        SignedHeaders=\(signedHeaders), Signature=\(signature)
        """
    }

    /// Reads the header as a server receives it: the three parts in any order, with or without
    /// spaces after the commas.
    package init(parsing text: String) throws(SignatureRefusal) {
        guard text.hasPrefix(Self.algorithm + " ") else { throw .unknownAlgorithm }
        var parts: [Substring: Substring] = [:]
        for part in text.dropFirst(Self.algorithm.count + 1).split(separator: ",") {
            let trimmed = part.drop { $0 == " " }
            guard let equals = trimmed.firstIndex(of: "=") else { throw .malformedAuthorization }
            parts[trimmed[..<equals]] = trimmed[equals...].dropFirst()
        }
        guard let credential = parts["Credential"], let names = parts["SignedHeaders"],
            let signature = parts["Signature"],
            let slash = credential.firstIndex(of: "/"), slash > credential.startIndex,
            let scope = SigningScope(text: credential[slash...].dropFirst())
        else { throw .malformedAuthorization }
        self.init(
            accessKeyID: String(credential[..<slash]),
            scope: scope,
            signedHeaders: String(names),
            signature: String(signature)
        )
    }
}
