import PipelineSimulator
import TestSupport
import Testing

/// Whatever is wrong with AWS, the daemon says so once, goes on, and tells what comes after.
@Suite(.timeLimit(.minutes(1))) struct EndpointFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var fault: Fault.Kind
        /// What the line on stderr has to say.
        var says: [String]
        /// Whether there was an answer, whose request id is then to be told.
        var hasRequestID = true
        var level = "warning"

        var testDescription: String { "\(fault)" }
    }

    @Test(arguments: [
        Case(
            fault: .throttling,
            says: ["eu-west-1: ThrottlingException: Rate exceeded (", "; asking less often"]
        ),
        Case(
            fault: .internalError,
            says: ["eu-west-1: InternalFailure: The request processing", "; asking again"]
        ),
        Case(
            fault: .unavailable,
            says: ["eu-west-1: HTTP503: 503 Service Temporarily Unavailable", "; asking again"]
        ),
        Case(
            fault: .reset,
            says: ["eu-west-1: ConnectionClosed: Connection reset by peer; asking again"],
            hasRequestID: false
        ),
        Case(
            fault: .hang,
            says: ["eu-west-1: TimedOut: no reply within the time allowed; asking again"],
            hasRequestID: false
        ),
        Case(
            fault: .truncated,
            says: ["eu-west-1: ConnectionClosed: closed by the server; asking again"],
            hasRequestID: false
        ),
        Case(fault: .malformedJSON, says: ["eu-west-1: MalformedReply: ", "; asking again"]),
        Case(fault: .emptyBody, says: ["eu-west-1: MalformedReply: ", "; asking again"]),
        Case(fault: .wrongExecution, says: ["eu-west-1: UnexpectedReply: ", "; asking again"]),
        Case(
            fault: .notFound,
            says: [
                "web execution \(Story.id(0)) in eu-west-1: PipelineExecutionNotFoundException: ",
                "; check the pipeline, the execution id, the region and the account",
            ]
        ),
        Case(
            fault: .expiredToken,
            says: ["eu-west-1: ExpiredTokenException: ", "; renew or correct the credentials"],
            level: "error"
        ),
        Case(
            fault: .accessDenied,
            says: [
                "pipeline web in eu-west-1: AccessDeniedException: ",
                "; allow codepipeline:GetPipelineExecution on this pipeline",
            ],
            level: "error"
        ),
    ])
    func `a fault is told once, its end too, and what comes after it`(_ aCase: Case) async throws {
        let story = Story(["InProgress", "InProgress", "Succeeded"])
        let home = try Home()
        let fault = Fault(aCase.fault, from: Story.act, until: Story.act * 2)
        try await Stage.play(story, faults: [fault]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json]) {
                if aCase.fault == .hang { $0.polling.timeout = "1s" }
            }
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                await stage.nextAct()
                try await daemon.stderr.wait(count: 2)
                try await stage.settle()
                await stage.nextAct()
                try await daemon.told(2)
                try await daemon.said(": works again after ")
            }
            #expect(ending.exitCode == 0)
            #expect(
                ending.stdout.compactMap(ToldEvent.init).map(\.told).byExecution == story.told()
            )
            let lines = ending.stderr.filter { !$0.hasPrefix("info: ") }
            try #require(lines.count == 2, "\(ending.stderr)")
            #expect(lines[0].hasPrefix("\(aCase.level): "))
            for text in aCase.says { #expect(lines[0].contains(text), "\(lines[0])") }
            #expect(lines[1].hasPrefix("notice: "))
            let told = lines[0].firstMatch(of: /\(request ([0-9a-f-]{36})\)/)?.output.1
            if aCase.hasRequestID {
                let struck = stage.server.requests.first { $0.requestID == told ?? "" }
                #expect(struck?.time ?? 0 >= 10, "\(lines[0])")
            } else {
                #expect(told == nil)
            }
        }
    }

    @Test func `an endpoint that nobody listens at is told, and asked until it is back`()
        async throws
    {
        let story = Story(["InProgress", "InProgress", "Succeeded"])
        let home = try Home()
        let fault = Fault(.closed, from: Story.act, until: Story.act * 2)
        try await Stage.play(story, faults: [fault]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                await stage.nextAct()
                try await daemon.said("Connection refused; asking again")
                await stage.nextAct()
                try await daemon.told(2)
                try await daemon.said("eu-west-1: works again after ")
            }
            #expect(ending.exitCode == 0)
            #expect(
                ending.stdout.compactMap(ToldEvent.init).map(\.told).byExecution == story.told()
            )
            // The poll on the way at that moment may fail for a reason of its own.
            #expect((2...3).contains(ending.stderr.count { !$0.hasPrefix("info: ") }))
        }
    }

    @Test func `an execution that is not there yet is waited for without a fuss`() async throws {
        let story = Story(["Succeeded"], [nil, "InProgress"])
        let home = try Home()
        try await Stage.play(story) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let ending = try await home.run { daemon in
                try await daemon.told(1)
                try await daemon.said("not found, which may mean not visible yet")
                await stage.nextAct()
                try await daemon.told(2)
            }
            #expect(
                ending.stdout.compactMap(ToldEvent.init).map(\.told).byExecution == story.told()
            )
            #expect(ending.stderr.allSatisfy { $0.hasPrefix("info: ") }, "\(ending.stderr)")
        }
    }

    @Test func `a status that is told falsely for a moment is told like any other`() async throws {
        let story = Story(["InProgress", "InProgress", "Succeeded"])
        let home = try Home()
        let fault = Fault(.unknownStatus("Exploded"), from: Story.act, until: Story.act * 2)
        try await Stage.play(story, faults: [fault]) { stage in
            try home.configure(story, at: stage.endpoint, notify: [.json])
            let ending = try await home.run { daemon in
                for act in 0..<story.acts {
                    if act > 0 { await stage.nextAct() }
                    try await daemon.told(act + 1)
                }
            }
            let told = ending.stdout.compactMap(ToldEvent.init).map(\.told.status)
            #expect(told == ["InProgress", "Exploded", "Succeeded"])
        }
    }
}
