/// A key of one kind of object in a config.
///
/// What is not a case of such a type is an unknown key,
/// and nothing can be read that is not a case: these tables are the whole language of the file.
protocol ConfigKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension ConfigKey {
    static var names: [String] { allCases.map(\.rawValue) }
}

enum RootKey: String, ConfigKey {
    case aws, accounts, watch, polling, notify, state, log
}

/// The keys of `aws` and of each of `accounts`.
enum ConnectionKey: String, ConfigKey {
    case region, profile, assumeRole, endpoint
}

enum AssumeRoleKey: String, ConfigKey {
    case arn, externalId, sessionName
}

enum WatchKey: String, ConfigKey {
    case pipeline, executions, account, region
}

enum PollingKey: String, ConfigKey {
    case minInterval, maxInterval, multiplier, requestsPerSecond, timeout, keepWatching
}

/// The keys of all kinds of sink; `SinkKind` tells which take which.
enum SinkKey: String, ConfigKey {
    case sink, name, format, url, secret, headers, timeout, only
}

enum FilterKey: String, ConfigKey {
    case pipelines, statuses
}

/// The keys of a value that says where a secret is kept.
enum SecretKey: String, ConfigKey {
    case file, env, credential
}

enum StateKey: String, ConfigKey {
    case path, keep
}

enum LogKey: String, ConfigKey {
    case level
}

/// The values of a sink's `sink`.
enum SinkKind: String, CaseIterable, Sendable {
    case stdout, journald, systemd, webhook

    var keys: [SinkKey] {
        switch self {
        case .stdout: [.sink, .name, .format, .only]
        case .journald, .systemd: [.sink, .name, .only]
        case .webhook: SinkKey.allCases
        }
    }

    static func taking(_ key: SinkKey) -> [SinkKind] {
        allCases.filter { $0.keys.contains(key) }
    }
}

/// Every object that a config may hold, with the keys it takes.
package enum ConfigKeys {
    /// One kind of object.
    package struct Object: Sendable, Equatable {
        /// Where it stands: `*` is any name, `[]` any element, and a sink's kind is in brackets.
        package var path: String
        package var keys: [String]
    }

    /// All kinds of object, in the order of docs/config.md.
    ///
    /// `accounts` and `headers` are not among them, because their keys are names of the user's own.
    package static let objects: [Object] =
        [
            Object(path: "$", keys: RootKey.names),
            Object(path: "aws", keys: ConnectionKey.names),
            Object(path: "aws.assumeRole", keys: AssumeRoleKey.names),
            Object(path: "accounts.*", keys: ConnectionKey.names),
            Object(path: "accounts.*.assumeRole", keys: AssumeRoleKey.names),
            Object(path: "watch[]", keys: WatchKey.names),
            Object(path: "polling", keys: PollingKey.names),
        ]
        + SinkKind.allCases.flatMap { kind in
            [
                Object(path: "notify[\(kind)]", keys: kind.keys.map(\.rawValue)),
                Object(path: "notify[\(kind)].only", keys: FilterKey.names),
            ]
        }
        + [
            Object(path: "notify[webhook].url", keys: SecretKey.names),
            Object(path: "notify[webhook].secret", keys: SecretKey.names),
            Object(path: "notify[webhook].headers.*", keys: SecretKey.names),
            Object(path: "state", keys: StateKey.names),
            Object(path: "log", keys: LogKey.names),
        ]

    /// Where in a config a key stands that is unknown in one place.
    static func places(of key: String) -> [String] {
        objects.filter { $0.keys.contains(key) }.map(\.path)
    }
}
