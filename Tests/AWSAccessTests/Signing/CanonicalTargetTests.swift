import Testing

@testable import AWSAccess

@Suite struct CanonicalTargetTests {
    @Test(arguments: [
        ("", "/"),
        ("/", "/"),
        ("/a/./b", "/a/b"),
        ("/a/../../b/", "/b/"),
        ("/..", "/"),
        ("//a//b", "/a/b"),
        ("/a b", "/a%20b"),
        // What is encoded on the wire is encoded once more.
        ("/a%20b", "/a%2520b"),
        ("/é", "/%C3%A9"),
        ("/a+b", "/a%2Bb"),
    ])
    func `a path is normalised and encoded`(path: String, canonical: String) {
        var out: [UInt8] = []
        CanonicalTarget.appendPath(path, normalizing: true, to: &out)
        #expect(String(decoding: out, as: UTF8.self) == canonical)
    }

    @Test(arguments: [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1", "a=1&a=2"),
        ("a", "a="),
        ("a=b=c", "a=b%3Dc"),
        ("a=%7e%2f", "a=~%2F"),
        ("a=x+y", "a=x%2By"),
        ("a=100%", "a=100%25"),
        ("a=%zz", "a=%25zz"),
        ("A=1&a=1&%41=0", "A=0&A=1&a=1"),
        ("a-b=1&a=2", "a=2&a-b=1"),
    ])
    func `a query is encoded and sorted`(query: String, canonical: String) {
        var out: [UInt8] = []
        CanonicalTarget.appendQuery(query, to: &out)
        #expect(String(decoding: out, as: UTF8.self) == canonical)
    }
}
