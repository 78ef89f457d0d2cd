extension ConfigProblem {
    /// The problem as one line, `FILE:LINE:COLUMN: JSON.path: message`, which editors can jump to.
    ///
    /// - Parameter file: the name of the file as the user gave it; made harmless for a terminal.
    /// - Returns: the line, without a line break.
    package func rendered(file: String) -> String {
        "\(file.harmless(limit: 4_096)):\(line):\(column): \(path): \(message)"
    }
}

extension ConfigProblems {
    /// The problems as lines, and a last line that counts those left out.
    package func rendered(file: String) -> [String] {
        let lines = problems.map { $0.rendered(file: file) }
        return omitted == 0 ? lines : lines + ["… and \(omitted) more"]
    }
}
