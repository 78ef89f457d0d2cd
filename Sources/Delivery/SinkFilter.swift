package import PipelineModel

/// Which transitions a sink is told.
package struct SinkFilter: Sendable, Equatable {
    private let pipelines: [Glob]?
    private let statuses: Set<ExecutionStatus>?

    /// Makes a filter; a list that is `nil` lets everything through, an empty one nothing.
    ///
    /// - Parameters:
    ///   - pipelines: patterns for the pipeline's name, in which `*` stands for any characters and
    ///     `?` for one. One that fits is enough.
    ///   - statuses: the statuses to tell of.
    package init(pipelines: [String]? = nil, statuses: [ExecutionStatus]? = nil) {
        self.pipelines = pipelines?.map(Glob.init)
        self.statuses = statuses.map(Set.init)
    }

    /// Whether the sink is told of a transition.
    package func wants(_ transition: Transition) -> Bool {
        let name = transition.key.pipelineName
        return pipelines?.contains { $0.matches(name) } ?? true
            && statuses?.contains(transition.status) ?? true
    }
}
