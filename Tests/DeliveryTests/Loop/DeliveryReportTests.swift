import Testing

@testable import Delivery

@Suite struct `A delivery report` {
    typealias Fact = DeliveryReport.Fact

    static let texts: [(Fact, String)] = [
        (.failing(.sink, reason: "down"), "the sink ops fails and will be tried again: down"),
        (
            .failing(.outbox, reason: "the disk is full"),
            "the state file, as the sink ops needs it, fails and will be tried again: "
                + "the disk is full"
        ),
        (
            .reasonChanged(.sink, reason: "up\n\u{1B}[2J"),
            "the sink ops still fails, now for another reason: up \u{FFFD}[2J"
        ),
        (
            .recovered(.sink, .init(failedTries: 1, lasted: .zero, waiting: 1)),
            "the sink ops works again after 1 failed try in 0 s; 1 event waited"
        ),
        (
            .recovered(.sink, .init(failedTries: 12, lasted: .seconds(3725), waiting: 7)),
            "the sink ops works again after 12 failed tries in 1 h 2 min; 7 events waited"
        ),
        (
            .recovered(.sink, .init(failedTries: 2, lasted: .seconds(60), waiting: 100)),
            "the sink ops works again after 2 failed tries in 1 min; 100 events or more waited"
        ),
        (
            .recovered(.outbox, .init(failedTries: 2, lasted: .seconds(90_000))),
            "the state file, as the sink ops needs it, works again after 2 failed tries in 1 d 1 h"
        ),
        (
            .recovered(.sink, .init(failedTries: 3, lasted: .seconds(86_405), waiting: nil)),
            "the sink ops works again after 3 failed tries in 1 d"
        ),
        (
            .gaveUp(eventID: "9f2c", reason: "gone"),
            "the sink ops refuses the event 9f2c, which is set aside: gone"
        ),
        (
            .closed(reason: "standard output is closed"),
            "the sink ops is gone: standard output is closed"
        ),
    ]

    @Test(arguments: texts)
    func `is put in one sentence`(fact: Fact, text: String) {
        #expect(DeliveryReport(sink: "ops", fact: fact).text == text)
    }
}
