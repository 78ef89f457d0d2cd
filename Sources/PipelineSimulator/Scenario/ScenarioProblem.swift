/// What is wrong with a scenario file.
package struct ScenarioProblem: Error, Sendable, Equatable {
    /// Where, such as `pipelines[0].executions[2].timeline[1].after`; `$` for the whole document.
    package var path: String
    /// What is wrong and what to write instead.
    package var message: String

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}

extension ScenarioProblem: CustomStringConvertible {
    package var description: String { "\(path): \(message)" }
}
