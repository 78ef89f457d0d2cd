import Secrets
import Testing

@testable import Delivery

@Suite struct `A webhook's origin` {
    @Test(arguments: [
        ("https://hooks.example.com/services/T0/B0/key", "https://hooks.example.com"),
        ("https://hooks.example.com:8443?sig=key", "https://hooks.example.com:8443"),
        ("http://127.0.0.1:9/x#key", "http://127.0.0.1:9"),
        ("HTTPS://Hooks.Example.com/x", "https://Hooks.Example.com"),
        ("https://user:key@hooks.example.com/x", "https://hooks.example.com"),
        ("https://user:k@y@hooks.example.com", "https://hooks.example.com"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443"),
        ("https://hooks.example.com\\key", "https://hooks.example.com"),
        ("https://ho%6Bs/key", "the webhook"), ("https:///key", "the webhook"),
        ("https://user:key@", "the webhook"), ("ftp://host/key", "the webhook"),
        ("key", "the webhook"), ("", "the webhook"), ("https://a b/key", "the webhook"),
    ])
    func `is all of its URL that is told`(url: String, origin: String) {
        #expect(WebhookOrigin.text(of: Secret(url)) == origin)
    }
}
