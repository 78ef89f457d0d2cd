/// The sections and settings of a shared file, line by line, before anything is made of them.
///
/// The rules are those of the AWS CLI, which reads these files with Python's `configparser`:
/// `name = value` or `name: value`, names in lower case, a line that is indented deeper than its
/// setting continues it, a line that begins with `#` or `;` is a comment. It differs where the
/// CLI would stop with an error or a wrong value: sections and settings that come twice are
/// merged, the later winning, a byte order mark is passed over, and ` #` or ` ;` ends a value as
/// in AWS's other tools. The one value that is left whole is that of `credential_process`: in a
/// command line both may have a meaning, and the CLI runs it with them.
struct ProfileSyntax {
    struct Section {
        let name: String
        var settings: [String: ProfileSetting] = [:]
    }

    /// In the order in which they first come.
    private(set) var sections: [Section] = []
    private(set) var problems: [ProfileProblem] = []

    private let path: String
    private var current: Int?
    private var open: OpenSetting?
    /// How far the line that began the setting, or the last section, is indented.
    private var indentation = 0

    /// The setting that an indented line would continue.
    private struct OpenSetting {
        let name: String
        let number: Int
        var lines: [Line]
    }

    private struct Line {
        let text: Substring
        /// Counted from 1.
        let number: Int
    }

    init(parsing bytes: [UInt8], path: String) {
        self.path = path
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            note(.notUTF8, at: 1)
            return
        }
        let lines = text.split(omittingEmptySubsequences: false) { character in
            character == "\n" || character == "\r\n" || character == "\r"
        }
        for (index, line) in lines.enumerated() {
            read(Line(text: line, number: index + 1))
        }
        closeSetting()
    }

    private mutating func read(_ line: Line) {
        let content = Line(text: line.text.trimmed, number: line.number)
        if content.text.first == "#" || content.text.first == ";" { return }
        guard !content.text.isEmpty else {
            open?.lines.append(content)
            return
        }
        let indentation = line.text.prefix(while: \.isWhitespace).count
        if open != nil, indentation > self.indentation {
            open?.lines.append(content)
            return
        }
        closeSetting()
        self.indentation = indentation
        if content.text.first == "[" {
            beginSection(content)
        } else {
            beginSetting(content)
        }
    }

    private mutating func beginSection(_ line: Line) {
        guard let bracket = line.text.firstIndex(of: "]") else {
            // What follows belongs to a section whose name is not known: to no section.
            current = nil
            return note(.unclosedSection, at: line.number)
        }
        let name = String(line.text[..<bracket].dropFirst().trimmed)
        if name.isEmpty { note(.unnamedSection, at: line.number) }
        if let known = sections.firstIndex(where: { $0.name == name }) {
            current = known
        } else {
            current = sections.count
            sections.append(Section(name: name))
        }
    }

    private mutating func beginSetting(_ line: Line) {
        guard current != nil else { return note(.outsideSection, at: line.number) }
        guard let delimiter = line.text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            return note(.notASetting, at: line.number)
        }
        let name = line.text[..<delimiter].trimmed.lowercased()
        guard !name.isEmpty else { return note(.unnamedSetting, at: line.number) }
        let value = line.text[delimiter...].dropFirst()
        let kept = name == "credential_process" ? value : value.withoutComment
        open = OpenSetting(
            name: name,
            number: line.number,
            lines: [Line(text: kept.trimmed, number: line.number)]
        )
    }

    private mutating func closeSetting() {
        guard var setting = open, let current else { return open = nil }
        open = nil
        while setting.lines.last?.text.isEmpty == true { setting.lines.removeLast() }
        sections[current].settings[setting.name] = ProfileSetting(
            text: setting.lines.map(\.text).joined(separator: "\n"),
            nested: nestedSettings(of: setting),
            line: setting.number
        )
    }

    /// The settings on the lines below a setting that has nothing on its own line.
    private mutating func nestedSettings(of setting: OpenSetting) -> [String: String]? {
        guard setting.lines.count > 1, setting.lines[0].text.isEmpty else { return nil }
        var nested: [String: String] = [:]
        for line in setting.lines where !line.text.isEmpty {
            guard let equals = line.text.firstIndex(of: "=") else {
                note(.notANestedSetting, at: line.number)
                continue
            }
            let name = String(line.text[..<equals].trimmed)
            nested[name] = String(line.text[equals...].dropFirst().trimmed)
        }
        return nested
    }

    private mutating func note(_ fault: ProfileProblem.Fault, at line: Int) {
        problems.append(ProfileProblem(path: path, line: line, fault: fault))
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }

    /// The text up to a `#` or `;` that follows white space.
    fileprivate var withoutComment: Substring {
        var isAfterSpace = false
        for index in indices {
            let character = self[index]
            if isAfterSpace, character == "#" || character == ";" { return self[..<index] }
            isAfterSpace = character.isWhitespace
        }
        return self
    }
}
