import FoundationEssentials
import SafeText

/// What an execution was started from, in a few words: the commit, as `git log --oneline` does.
enum RevisionText {
    /// The first revision and how many more there are; `nil` where nothing is known.
    ///
    /// - Returns: such as `commit 1a2b3c4d "Fix the login" and 1 more revision`.
    static func text(for revisions: [TransitionData.Revision]) -> String? {
        guard let first = revisions.lazy.compactMap(text(for:)).first else { return nil }
        switch revisions.count - 1 {
        case 0: return first
        case 1: return "\(first) and 1 more revision"
        case let more: return "\(first) and \(more) more revisions"
        }
    }

    private static func text(for revision: TransitionData.Revision) -> String? {
        let id = revision.revisionId ?? ""
        let title = title(in: message(in: revision.revisionSummary ?? ""))
        var words: [String] = []
        if !id.isEmpty {
            words.append(
                isCommit(id) ? String(id.prefix(8)) : PlainText.word(id.shortened(toCharacters: 40))
            )
        }
        if let title {
            words.append(PlainText.quoted(String(title), limit: 80))
        }
        guard !words.isEmpty else { return nil }
        return ([isCommit(id) ? "commit" : "revision"] + words).joined(separator: " ")
    }

    /// Whether an id is the name of a git commit (SHA-1 or SHA-256); S3 and ECR have others.
    private static func isCommit(_ id: String) -> Bool {
        (id.utf8.count == 40 || id.utf8.count == 64)
            && id.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }

    /// The commit's message itself.
    ///
    /// For a source behind CodeConnections the summary is a JSON object in a string, with
    /// `ProviderType` and `CommitMessage`; for CodeCommit and others it is the message. One that
    /// AWS cut short is no JSON any more, and is shown as it is.
    private static func message(in summary: String) -> String {
        struct Wrapped: Decodable {
            var CommitMessage: String
        }
        guard summary.hasPrefix("{") else { return summary }
        let wrapped = try? JSONDecoder().decode(Wrapped.self, from: Data(summary.utf8))
        return wrapped?.CommitMessage ?? summary
    }

    /// The first line that is not blank.
    private static func title(in message: String) -> Substring? {
        message.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
    }
}
