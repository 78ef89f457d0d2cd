import Testing

@testable import AWSAccess

@Suite struct RequestTargetTests {
    @Test(arguments: [
        ("https://Example.COM", "example.com", "/", ""),
        ("HTTPS://example.com:443/a/b?x=1&y#f", "example.com", "/a/b", "x=1&y"),
        ("http://example.com:443", "example.com:443", "/", ""),
        ("http://127.0.0.1:80?x", "127.0.0.1", "/", "x"),
        ("http://[::1]:4566/", "[::1]:4566", "/", ""),
        ("http://h:/x", "h", "/x", ""),
    ])
    func `a URL is taken apart`(url: String, host: String, path: String, query: String) {
        let target = RequestTarget(url: url)
        #expect(target?.host == host)
        #expect(target?.path == path)
        #expect(target?.query == query)
    }

    @Test(arguments: [
        "", "example.com", "//h", "ftp://h", "http://", "http:///x", "http://:80", "http://u@h",
        "http://h:0", "http://h:65536", "http://h:x", "http://h:+1", "http://[::1", "http://[::1]x",
        "http://h/ x", "http://h/é", "http://h\r\nX: y",
    ])
    func `what is no absolute http URL is refused`(url: String) {
        #expect(RequestTarget(url: url) == nil)
    }
}
