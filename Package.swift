// swift-tools-version: 6.2
import PackageDescription

/// What every room is compiled with: the compiler polices the layers of docs/architecture.md.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func tests(
    of name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + dependencies,
        resources: resources,
        swiftSettings: house
    )
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let heap = product(name: "HeapModule", package: "swift-collections")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}

let package = Package(
    name: "pipewatchd",
    products: [
        .executable(name: "pipewatchd", targets: ["pipewatchd"]),
        .executable(name: "pipeline-simulator", targets: ["pipeline-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections.git", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git",
            exact: "2.13.0"
        ),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess.git",
            exact: "1.0.2",
            traits: []
        ),
    ],
    targets: [
        // The core: values and decisions.
        room("PipelineModel", [.heap]),
        room("SafeText"),
        room("Secrets"),
        room("ConfigFile", ["PipelineModel", "SafeText", "Secrets"]),

        // AWS.
        room("HTTPExchange", [.nioCore, .nioPosix, .nioHTTP1, .nioSSL]),
        room("AWSAccess", ["HTTPExchange", "SafeText", "Secrets", .crypto]),
        room("CodePipelineAPI", ["PipelineModel", "AWSAccess", "HTTPExchange"]),

        // What the daemon keeps and tells.
        .systemLibrary(name: "CSystemd"),
        room("Systemd", ["CSystemd", "SafeText", .logging]),
        room("StateStore", ["PipelineModel", .grdb]),
        room(
            "Delivery",
            ["PipelineModel", "SafeText", "Secrets", "HTTPExchange", "StateStore", .crypto]
        ),

        // The loop and the program.
        room("WatchLoop", ["PipelineModel"]),
        .executableTarget(
            name: "pipewatchd",
            dependencies: [
                "PipelineModel", "Secrets", "SafeText", "ConfigFile", "HTTPExchange", "AWSAccess",
                "CodePipelineAPI", "Systemd", "StateStore", "Delivery", "WatchLoop",
                .argumentParser, .unixSignals, .logging,
            ],
            swiftSettings: house
        ),

        // A local CodePipeline endpoint; never linked into the daemon.
        room(
            "PipelineSimulator",
            [
                "PipelineModel", "AWSAccess", "SafeText", "Secrets", .crypto, .nioCore, .nioPosix,
                .nioHTTP1,
            ]
        ),
        .executableTarget(
            name: "pipeline-simulator",
            dependencies: ["PipelineSimulator", "Secrets", .argumentParser, .unixSignals],
            swiftSettings: house
        ),

        // Tests mirror Sources, folder for folder.
        .target(
            name: "TestSupport",
            dependencies: [.subprocess],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        tests(of: "PipelineModel"),
        tests(of: "SafeText"),
        tests(
            of: "ConfigFile",
            ["PipelineModel", "Secrets", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests(of: "HTTPExchange", [.nioCore, .nioPosix, .nioSSL]),
        tests(
            of: "AWSAccess",
            ["TestSupport", "HTTPExchange", "Secrets"],
            resources: [.copy("Fixtures")]
        ),
        tests(
            of: "CodePipelineAPI",
            ["TestSupport", "AWSAccess", "HTTPExchange", "PipelineModel", "Secrets"],
            resources: [.copy("Fixtures")]
        ),
        tests(of: "Systemd", ["TestSupport", .logging]),
        tests(of: "StateStore", ["TestSupport", "PipelineModel"]),
        tests(
            of: "Delivery",
            ["TestSupport", "HTTPExchange", "PipelineModel", "Secrets", "StateStore", .crypto]
        ),
        tests(of: "WatchLoop", ["TestSupport", "PipelineModel"]),
        tests(
            of: "PipelineSimulator",
            [
                "TestSupport", "pipeline-simulator", "AWSAccess", "HTTPExchange", "PipelineModel",
                "Secrets", .subprocess,
            ]
        ),
        tests(
            of: "pipewatchd",
            [
                "TestSupport", "PipelineModel", "PipelineSimulator", "Secrets", .nioCore,
                .nioHTTP1, .nioPosix, .subprocess,
            ],
            resources: [.copy("Oracle")]
        ),
    ]
)
