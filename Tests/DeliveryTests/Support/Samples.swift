import PipelineModel
import StateStore
import Testing

@testable import Delivery

extension ExecutionKey {
    static let sample = ExecutionKey(
        connection: ConnectionID(region: "eu-west-1"),
        pipelineName: "web",
        executionID: "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f"
    )
}

extension Transition {
    /// A transition of the pipeline `web`; what is not given is as plain as can be.
    static func sample(
        key: ExecutionKey = .sample,
        from previousStatus: ExecutionStatus? = .inProgress,
        to status: ExecutionStatus = .failed,
        attempt: Int = 1,
        occurrence: Int = 1,
        execution: PipelineExecution? = nil
    ) -> Transition {
        Transition(
            key: key,
            previousStatus: previousStatus,
            status: status,
            attempt: attempt,
            occurrence: occurrence,
            // 2026-11-22T22:41:46.120Z
            observedAt: Timestamp(milliseconds: 1_795_387_306_120),
            execution: execution ?? PipelineExecution(status: status)
        )
    }
}

extension PendingDelivery {
    /// A row with an event that is a real one.
    static func sample(
        id: Int64 = 1,
        sink: String = "test",
        _ transition: Transition = .sample()
    ) throws -> PendingDelivery {
        let event = TransitionEvent(transition)
        return PendingDelivery(
            id: id,
            sink: sink,
            eventID: event.id,
            event: try event.json(),
            recordedAt: transition.observedAt
        )
    }

    /// A row whose event is of no interest.
    static func row(_ id: Int64) -> PendingDelivery {
        PendingDelivery(
            id: id,
            sink: "test",
            eventID: "event-\(id)",
            event: [],
            recordedAt: Timestamp(milliseconds: 0)
        )
    }
}

/// A text that somebody might push to see what happens.
struct Hostile: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String

    static let all = [
        Hostile(testDescription: "terminal sequences", text: "\u{1B}]0;owned\u{07}\u{1B}[2J"),
        Hostile(testDescription: "a second line", text: "line one\nweb Succeeded"),
        Hostile(testDescription: "carriage return", text: "carriage\rreturn"),
        Hostile(testDescription: "journal priority", text: "\r\n<3>web Failed"),
        Hostile(testDescription: "NUL", text: "nul\0byte"),
        Hostile(testDescription: "C1 controls", text: "\u{9B}31mC1\u{85}next\u{90}"),
        Hostile(testDescription: "line separators", text: "\u{2028}line\u{2029}paragraph"),
        Hostile(
            testDescription: "bidi controls",
            text: "\u{202E}desrever\u{202C} \u{2066}isolated\u{2069} \u{200F}\u{061C}"
        ),
        Hostile(testDescription: "a hidden text", text: "web\u{E0041}\u{E0062}\u{E007F}"),
        Hostile(
            testDescription: "no characters",
            // U+FDD0 and U+10FFFF, which a literal may not have.
            text: String(decoding: [0xEF, 0xB7, 0x90, 0xF4, 0x8F, 0xBF, 0xBF], as: UTF8.self)
        ),
        Hostile(testDescription: "DEL and backspace", text: "\u{7F}\u{08}\u{08}"),
        Hostile(testDescription: "4 KB of emoji", text: String(repeating: "👩‍👩‍👧‍👦", count: 160)),
        Hostile(
            testDescription: "one character of 8 KB",
            text: "e" + String(repeating: "\u{301}", count: 4000)
        ),
        Hostile(
            testDescription: "quotes and backslashes",
            text: String(repeating: "\"\\ ", count: 500)
        ),
        Hostile(testDescription: "nothing", text: ""),
        Hostile(testDescription: "blanks", text: "   \n\t "),
    ]
}

extension String {
    /// Whether the text is one line that a terminal shows and nothing else.
    var isHarmlessLine: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default:
                !scalar.properties.isBidiControl && !scalar.properties.isNoncharacterCodePoint
                    && !(0xE0000...0xE007F).contains(scalar.value)
            }
        }
    }
}
