/// A line of a shared file that cannot be understood.
package struct ProfileProblem: Sendable, Hashable {
    package enum Fault: Sendable, Hashable {
        /// The text is not UTF-8.
        case notUTF8
        /// Something is set before the first section begins.
        case outsideSection
        /// A section's name has no closing bracket.
        case unclosedSection
        /// A section has no name.
        case unnamedSection
        /// A line is neither a section, nor a setting, nor a comment.
        case notASetting
        /// A setting has no name before its equals sign.
        case unnamedSetting
        /// A line below a setting with an empty value is not a setting itself.
        case notANestedSetting
    }

    /// The file as it was looked up.
    package let path: String
    /// Counted from 1.
    package let line: Int
    package let fault: Fault

    package init(path: String, line: Int, fault: Fault) {
        self.path = path
        self.line = line
        self.fault = fault
    }
}

extension ProfileProblem: CustomStringConvertible {
    /// What is wrong, after the file and the line.
    ///
    /// The line's text is not shown: it may hold a key.
    package var description: String {
        let text =
            switch fault {
            case .notUTF8: "the file is not UTF-8 text"
            case .outsideSection: "a setting before the first [section]"
            case .unclosedSection: "the section's name has no closing bracket"
            case .unnamedSection: "the section has no name"
            case .notASetting: "neither [section], name = value, nor a comment"
            case .unnamedSetting: "no name before the equals sign"
            case .notANestedSetting: "an indented line that is not name = value"
            }
        return "\(path):\(line): \(text)"
    }
}
