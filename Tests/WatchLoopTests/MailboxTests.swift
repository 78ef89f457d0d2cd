import Testing
import WatchLoop

@Suite(.timeLimit(.minutes(1))) struct MailboxTests {
    @Test func `what waits is taken at once and in order`() async {
        let mailbox = Mailbox<Int>()
        mailbox.post(1)
        mailbox.post(2)
        #expect(await mailbox.next() == [1, 2])
    }

    @Test func `a reader that waits gets what is posted later`() async {
        let mailbox = Mailbox<Int>()
        async let messages = mailbox.next()
        mailbox.post(1)
        #expect(await messages == [1])
    }

    @Test func `closing hands out what waits, and then ends`() async {
        let mailbox = Mailbox<Int>()
        mailbox.post(1)
        mailbox.close()
        mailbox.post(2)
        #expect(await mailbox.next() == [1])
        #expect(await mailbox.next() == nil)
    }

    @Test func `closing ends a reader that waits`() async {
        let mailbox = Mailbox<Int>()
        async let messages = mailbox.next()
        mailbox.close()
        #expect(await messages == nil)
    }

    @Test func `nothing is lost between many writers and the reader`() async {
        let mailbox = Mailbox<Int>()
        let writers = 8
        let each = 1_000
        var received: [Int] = []
        await withTaskGroup { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in 0..<each { mailbox.post(writer * each + number) }
                }
            }
            while received.count < writers * each {
                received += await mailbox.next() ?? []
            }
        }
        #expect(Set(received).count == writers * each)
        for writer in 0..<writers {
            let own = received.filter { $0 / each == writer }
            #expect(own == own.sorted())
        }
    }
}
