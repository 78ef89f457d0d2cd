import PipelineModel
import Testing

@testable import Delivery

@Suite struct `A sink's filter` {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("a", "", false), ("web", "web", true),
        ("web", "Web", false), ("web", "webs", false), ("*", "", true), ("*", "anything", true),
        ("?", "", false), ("?", "é", true), ("??", "a", false), ("prod-*", "prod-", true),
        ("prod-*", "prod-web", true), ("prod-*", "my-prod-web", false), ("*-web", "prod-web", true),
        ("*-web", "prod-web-2", false), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false),
        ("a?c", "abc", true), ("a?c", "ac", false), ("**a**", "bab", true), ("*?*?", "ab", true),
        ("*?*?", "a", false), ("*ab", "aab", true), ("*aab", "aaaab", true), ("a.c", "abc", false),
        ("[a]", "a", false), ("a*", "a*", true), ("\\*", "*", false),
    ])
    func `takes a pattern as * and ? say`(pattern: String, name: String, matches: Bool) {
        #expect(Glob(pattern).matches(name) == matches)
    }

    @Test(.timeLimit(.minutes(1)))
    func `is not held up by a pattern made for that`() {
        let pattern = String(repeating: "a*", count: 2000) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 10_000)))
    }

    @Test(
        arguments: [
            (nil, nil, true), (["web"], nil, true), (["api", "w*"], nil, true),
            (["api"], nil, false),
            ([], nil, false), (nil, [.failed], true), (nil, [.stopped, .failed], true),
            (nil, [.succeeded], false), (nil, [], false), (["web"], [.succeeded], false),
            (["api"], [.failed], false), (["web"], [.failed], true),
        ] as [([String]?, [ExecutionStatus]?, Bool)]
    )
    func `wants what both lists let through`(
        pipelines: [String]?,
        statuses: [ExecutionStatus]?,
        wants: Bool
    ) {
        let filter = SinkFilter(pipelines: pipelines, statuses: statuses)
        #expect(filter.wants(.sample(to: .failed)) == wants)
    }
}
