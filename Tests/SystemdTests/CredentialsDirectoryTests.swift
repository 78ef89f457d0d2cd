import Foundation
import Systemd
import Testing

final class CredentialsDirectoryTests {
    private let directory: URL
    private let credentials: CredentialsDirectory

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "pipewatchd-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        credentials = CredentialsDirectory(environment: ["CREDENTIALS_DIRECTORY": directory.path])
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    private func put(_ content: String, as name: String) throws {
        try Data(content.utf8).write(to: directory.appending(path: name))
    }

    @Test(arguments: [
        ("s3cret", "s3cret"), ("s3cret\n", "s3cret"), ("s3cret\n\n", "s3cret\n"),
        ("s3cret\r\n", "s3cret\r"), ("\n", ""), ("", ""), (" a b ", " a b "),
    ])
    func `a credential is the file without one newline at its end`(
        content: String,
        expected: String
    ) throws {
        try put(content, as: "ops-webhook")
        #expect(try credentials.content(of: "ops-webhook") == Array(expected.utf8))
        #expect(try credentials.path(of: "ops-webhook") == directory.path + "/ops-webhook")
    }

    @Test(arguments: [
        "", ".", "..", "/", "a/b", "../etc/passwd", "/etc/passwd", "a\u{0}b", "a\nb", "a:b", "ä",
        String(repeating: "x", count: 256),
    ])
    func `a name that systemd would not take is refused`(name: String) {
        #expect(throws: CredentialFailure.invalidName) { try credentials.path(of: name) }
        #expect(throws: CredentialFailure.invalidName) { try credentials.content(of: name) }
    }

    @Test(arguments: ["...", ".hidden", "a b", "a@b.c_d-e", String(repeating: "x", count: 255)])
    func `any other name is a file in the directory`(name: String) throws {
        try put("x", as: name)
        #expect(try credentials.content(of: name) == [UInt8(ascii: "x")])
    }

    @Test(arguments: [[:], ["CREDENTIALS_DIRECTORY": ""], ["CREDENTIALS_DIRECTORY": "here"]])
    func `without a directory there are no credentials`(environment: [String: String]) {
        #expect(throws: CredentialFailure.noDirectory) {
            try CredentialsDirectory(environment: environment).content(of: "ops-webhook")
        }
    }

    @Test func `what is not there is missing`() {
        #expect(throws: CredentialFailure.missing) { try credentials.content(of: "nothing") }
    }

    @Test func `a directory, and a FIFO that nobody writes to, is not a file`() throws {
        try FileManager.default.createDirectory(
            at: directory.appending(path: "folder"),
            withIntermediateDirectories: false
        )
        #expect(mkfifo(directory.path + "/fifo", 0o600) == 0)
        #expect(throws: CredentialFailure.notAFile) { try credentials.content(of: "folder") }
        #expect(throws: CredentialFailure.notAFile) { try credentials.content(of: "fifo") }
    }

    @Test func `a mebibyte is read, and a byte more is too long`() throws {
        let limit = CredentialsDirectory.maximumBytes
        #expect(limit == 1_048_576)
        try put(String(repeating: "x", count: limit), as: "largest")
        try put(String(repeating: "x", count: limit + 1), as: "larger")
        #expect(try credentials.content(of: "largest").count == limit)
        #expect(throws: CredentialFailure.tooLong) { try credentials.content(of: "larger") }
    }
}
