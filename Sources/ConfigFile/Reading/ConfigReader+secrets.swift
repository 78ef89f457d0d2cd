import Secrets

extension ConfigReader {
    /// Where a secret may be written out instead of being read from elsewhere.
    enum Literal {
        case welcome
        /// Only where the config file can be read by its owner alone.
        case inPrivateFiles
    }

    /// Reads a secret that is written out, or that the config says the place of.
    ///
    /// No message about it holds any of its text, nor the place: a secret that was mistaken for
    /// the name of its place would be shown.
    func secret(_ node: ConfigNode, rule: TextRule, literal: Literal) -> Secret? {
        switch node.value.content {
        case .string(let text):
            if literal == .inPrivateFiles, !surroundings.fileIsPrivate {
                node.report(
                    "is a secret in a file that others may read; chmod 600 the file, or write "
                        + "{\"file\": PATH}, {\"env\": NAME} or {\"credential\": NAME}"
                )
            }
            return checked(Secret(text), at: node, rule: rule)
        case .object:
            guard let reference = reference(node) else { return nil }
            switch surroundings.readSecret(reference) {
            case .success(let secret):
                return checked(secret, at: node, rule: rule)
            case .failure(let failure):
                node.report("cannot be read: \(failure.reason.harmless(limit: 200))")
                return nil
            }
        default:
            node.reportType(rule.advice)
            return nil
        }
    }

    private func checked(_ secret: Secret, at node: ConfigNode, rule: TextRule) -> Secret? {
        guard let fault = rule.fault(secret.reveal()) else { return secret }
        node.report(fault)
        return nil
    }

    /// Reads where a secret is kept.
    private func reference(_ node: ConfigNode) -> SecretReference? {
        guard let object = ObjectReader<SecretKey>(node, "an object") else { return nil }
        guard let key = object.keys.first, object.keys.count == 1 else {
            let fault =
                object.keys.isEmpty ? "does not say where the secret is" : "names two places"
            node.report(
                "\(fault); write {\"file\": PATH}, {\"env\": NAME} or {\"credential\": NAME}"
            )
            return nil
        }
        guard let place = object[key]?.text(rule(for: key)) else { return nil }
        return switch key {
        case .file: .file(place)
        case .env: .environment(place)
        case .credential: .credential(place)
        }
    }

    private func rule(for key: SecretKey) -> TextRule {
        switch key {
        case .file: .path
        case .env: .variableName
        case .credential: .credentialName
        }
    }
}

extension TextRule {
    /// The name of an environment variable; its message does not show it.
    fileprivate static let variableName = TextRule(
        advice: "the name of an environment variable, as a string"
    ) { text in
        let isGood =
            (1...255).contains(text.utf8.count) && text.utf8.first.map(ASCII.isDigit) == false
            && text.utf8.allSatisfy { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
        return isGood
            ? nil : "is not the name of an environment variable; write letters, digits and _"
    }

    /// The name of a file in `$CREDENTIALS_DIRECTORY`; its message does not show it.
    fileprivate static let credentialName = TextRule(
        advice: "the name of a credential, as a string"
    ) { text in
        let isGood =
            (1...255).contains(text.utf8.count) && text != "." && text != ".."
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
        return isGood
            ? nil : "is not the name of a credential; write it without \"/\" and without spaces"
    }
}
