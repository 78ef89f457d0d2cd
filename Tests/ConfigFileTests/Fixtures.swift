import ConfigFile
import Foundation
import Secrets

/// The files under Fixtures.
enum Fixture {
    /// The names of the JSON files in a folder, without their extension, in order.
    static func names(in folder: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: root + folder)
        return (files ?? []).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
            .sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: root + path)))
    }

    static func path(_ path: String) -> String { root + path }

    /// A file of the package, by its path from the root.
    static func packageFile(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: packageRoot.appending(path: path)))
    }

    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let root = Bundle.module.bundlePath + "/Fixtures/"
}

extension ConfigSurroundings {
    /// A file that others may read, and a few secrets, some of them of no use.
    static let fixtures = fixtures(fileIsPrivate: false)

    static func fixtures(fileIsPrivate: Bool) -> ConfigSurroundings {
        ConfigSurroundings(fileIsPrivate: fileIsPrivate) { reference in
            guard let text = secrets[reference] else {
                return .failure(SecretUnreadable(reason: "there is none of that name"))
            }
            return .success(Secret(text))
        }
    }

    private static let secrets: [SecretReference: String] = [
        .credential("ops-webhook"): goodSecret,
        .file("/secrets/url"): "https://hooks.example.com/services/SENTINEL",
        .file("/secrets/short"): "whsec_U0VOVElORUw=",
        .environment("TOKEN"): "Bearer SENTINEL",
        .environment("TWO_LINES"): "SENTINEL\r\nX-Evil: 1",
        .environment("BROKEN_URL"): "SENTINEL",
    ]

    /// 27 bytes: “SENTINEL” three times, and three more.
    static let goodSecret = "whsec_U0VOVElORUxTRU5USU5FTFNFTlRJTkVM"
}
