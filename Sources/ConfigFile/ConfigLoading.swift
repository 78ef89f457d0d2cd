package import Secrets

/// What a config says beyond its own bytes, which the caller reads: this room touches neither the
/// file system nor the environment.
package struct ConfigSurroundings: Sendable {
    /// Whether the config file is readable by its owner only (mode 0600 or stricter), which is
    /// what a literal secret in it asks for.
    package var fileIsPrivate: Bool
    /// Reads a secret that the config names; answers with its text, or with why it cannot be read.
    ///
    /// The line break at the end of a file is the reader's to remove: here the text is taken as is.
    package var readSecret: @Sendable (SecretReference) -> Result<Secret, SecretUnreadable>

    package init(
        fileIsPrivate: Bool,
        readSecret: @escaping @Sendable (SecretReference) -> Result<Secret, SecretUnreadable>
    ) {
        self.fileIsPrivate = fileIsPrivate
        self.readSecret = readSecret
    }
}

/// Where a secret is kept.
package enum SecretReference: Sendable, Hashable {
    /// `{"file": PATH}`
    case file(String)
    /// `{"env": NAME}`
    case environment(String)
    /// `{"credential": NAME}`: a file of that name in `$CREDENTIALS_DIRECTORY`.
    case credential(String)
}

/// Why a secret could not be read, as the end of a sentence: “no such file”.
package struct SecretUnreadable: Error, Sendable, Equatable {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// One thing that is wrong with a config, and where.
package struct ConfigProblem: Error, Sendable, Equatable {
    /// Counted from 1.
    package var line: Int
    /// Counted from 1, in Unicode scalars.
    package var column: Int
    /// Such as `watch[0].executions[2]`; `$` for the whole document.
    package var path: String
    /// What is wrong and what to write instead.
    package var message: String

    package init(line: Int, column: Int, path: String, message: String) {
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }
}

/// What is wrong with a config, in the order of the file; never empty.
package struct ConfigProblems: Error, Sendable, Equatable {
    /// More problems than this help nobody, and the first are kept.
    package static let maximumCount = 100

    package var problems: [ConfigProblem]
    /// How many more there are.
    package var omitted: Int

    package init(problems: [ConfigProblem], omitted: Int = 0) {
        self.problems = problems
        self.omitted = omitted
    }
}
