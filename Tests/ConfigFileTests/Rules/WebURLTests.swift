import Testing

@testable import ConfigFile

@Suite struct `URLs` {
    @Test(
        arguments: [
            ("https://hooks.example.com", "hooks.example.com", nil, ""),
            ("http://localhost:8080/x?y=z", "localhost", 8_080, "/x?y=z"),
            ("HTTPS://Example.COM/", "Example.COM", nil, "/"),
            ("https://127.0.0.1:65535", "127.0.0.1", 65_535, ""),
            ("https://[::1]:4566/a%20b", "[::1]", 4_566, "/a%20b"),
            ("https://[fd00:ec2::23]", "[fd00:ec2::23]", nil, ""),
            ("https://my_host.internal.?q", "my_host.internal.", nil, "?q"),
            (
                "https://x.example/a:b@c/~d;e=f,(g)*!$&'+", "x.example", nil,
                "/a:b@c/~d;e=f,(g)*!$&'+"
            ),
        ] as [(String, String, Int?, String)]
    )
    func `an absolute web URL has its parts`(
        _ text: String,
        _ host: String,
        _ port: Int?,
        _ target: String
    ) throws {
        let url = try WebURL.parse(text).get()
        #expect((url.host, url.port, url.target) == (host, port, target))
    }

    @Test(
        arguments: [
            ("", .empty), ("hooks.example.com", .scheme), ("//h/x", .scheme), ("/x", .scheme),
            ("ftp://h", .scheme), ("https:/h", .scheme), ("https:h", .scheme),
            (" https://h", .scheme), ("https://", .host), ("https:///x", .host),
            ("https://:80", .host), ("https://a..b", .host), ("https://-a", .host),
            ("https://a b", .host), ("https://[::1", .host), ("https://::1", .host),
            ("https://[x]/", .host), ("https://h\\x", .host),
            ("https://exämple.org", .internationalHost),
            ("https://u@h", .userInfo), ("https://u:p@h/", .userInfo), ("https://h:", .port),
            ("https://h:0", .port), ("https://h:65536", .port), ("https://h:8x", .port),
            ("https://h/#", .fragment), ("https://h/x#y", .fragment),
            ("https://h/a b", .character(12)), ("https://h/\n", .character(11)),
            ("https://h/é", .character(11)), ("https://h/{x}", .character(11)),
            ("https://h/%", .percent(11)), ("https://h/%4", .percent(11)),
            ("https://h/a%4x", .percent(12)),
        ] as [(String, WebURL.Fault)]
    )
    func `anything else says why not`(_ text: String, _ fault: WebURL.Fault) {
        #expect(throws: fault) { try WebURL.parse(text).get() }
        #expect(!fault.text.isEmpty)
    }
}
