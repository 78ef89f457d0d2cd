import PipelineModel

/// What a request gets: what it says, and how it comes over the wire.
package struct Answer: Sendable, Equatable {
    /// What the answer says.
    package enum Content: Sendable, Equatable {
        case execution(ExecutionState, id: String)
        case error(ServiceError)
        /// 503 and a page of HTML.
        case unavailablePage
        /// 200 and no body.
        case empty
        /// 200 and JSON that stops in the middle.
        case malformed
    }

    /// How the answer comes.
    package enum Manner: Sendable, Equatable {
        case whole
        case slow(interval: Duration, bytes: Int)
        /// Half of the body, then the end of the connection.
        case truncated
        /// No answer, and the connection reset.
        case reset
        /// No answer, and the connection kept.
        case hang
    }

    package var content: Content
    package var manner: Manner
    /// The fault that made it what it is, by its name in the scenario file.
    package var fault: String?
    package var retryAfter: Duration?

    package init(
        _ content: Content,
        manner: Manner = .whole,
        fault: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.content = content
        self.manner = manner
        self.fault = fault
        self.retryAfter = retryAfter
    }

    /// The HTTP status; `nil` where no answer is sent.
    package var httpStatus: Int? {
        switch manner {
        case .reset, .hang: return nil
        case .whole, .slow, .truncated: break
        }
        switch content {
        case .execution, .empty, .malformed: return 200
        case .error(let error): return error.httpStatus
        case .unavailablePage: return 503
        }
    }

    /// In a word: the fault, the error's code or the execution's status.
    package var name: String {
        if let fault { return fault }
        switch content {
        case .execution(let state, id: _): return state.execution.status.rawValue
        case .error(let error): return error.code
        case .unavailablePage: return "unavailable"
        case .empty: return "emptyBody"
        case .malformed: return "malformedJSON"
        }
    }
}
