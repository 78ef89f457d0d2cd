import Foundation
import Secrets
import Testing

@testable import AWSAccess

/// One case of the published suite in Fixtures/sigv4.
struct SigV4Vector: CustomTestStringConvertible {
    let name: String
    let context: Context
    let request: RawRequest
    let canonicalRequest: String
    let stringToSign: String
    let signature: String
    let signedRequest: RawRequest

    struct Context: Decodable {
        struct Credentials: Decodable {
            let access_key_id: String
            let secret_access_key: String
            let token: String?
        }
        let credentials: Credentials
        let region: String
        let service: String
        let timestamp: String
        let normalize: Bool
        let sign_body: Bool
        let omit_session_token: Bool?
    }

    var testDescription: String { name }
    var secretAccessKey: Secret { Secret(context.credentials.secret_access_key) }
    var time: SigningTime {
        get throws { SigningTime(try Date(context.timestamp, strategy: .iso8601)) }
    }
    var scope: SigningScope {
        get throws {
            SigningScope(
                day: String(try time.day),
                region: context.region,
                service: context.service
            )
        }
    }

    init(folder: URL) throws {
        func text(_ file: String) throws -> String {
            try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        }
        name = folder.lastPathComponent
        context = try JSONDecoder().decode(
            Context.self,
            from: Data(contentsOf: folder.appending(path: "context.json"))
        )
        request = try RawRequest(text("request.txt"))
        canonicalRequest = try text("header-canonical-request.txt")
        stringToSign = try text("header-string-to-sign.txt")
        signature = try text("header-signature.txt")
        signedRequest = try RawRequest(text("header-signed-request.txt"))
    }

    static let all: [SigV4Vector] = {
        let root = Bundle.module.resourceURL?.appending(path: "Fixtures/sigv4")
        let folders = root.flatMap {
            try? FileManager.default.contentsOfDirectory(
                at: $0,
                includingPropertiesForKeys: [.isDirectoryKey]
            )
        }
        return (folders ?? []).sorted { $0.path < $1.path }.compactMap { try? Self(folder: $0) }
    }()
}

/// A request as the suite writes it: folded header lines, raw characters in the target.
struct RawRequest {
    let method: String
    let target: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init(_ text: String) throws {
        let trimmed = text.drop { $0 == "\n" }
        let split = trimmed.firstRange(of: "\n\n")
        let head = trimmed[..<(split?.lowerBound ?? trimmed.endIndex)]
        body = Array(trimmed[(split?.upperBound ?? trimmed.endIndex)...].utf8)
        var lines = head.split(separator: "\n")
        let requestLine = lines.removeFirst()
        method = String(requestLine.prefix { $0 != " " })
        target = String(requestLine.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count))
        var headers: [(name: String, value: String)] = []
        for line in lines {
            if line.first == " ", let last = headers.popLast() {
                headers.append((last.name, last.value + "\n" + line))
            } else {
                let name = line.prefix { $0 != ":" }
                headers.append((String(name), String(line.dropFirst(name.count + 1))))
            }
        }
        self.headers = headers
    }

    var path: String { String(target.prefix { $0 != "?" }) }
    var query: String { String(target.dropFirst(path.count + 1)) }
}
