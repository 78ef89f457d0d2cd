/// What names look like in CodePipeline's API: `PipelineName` and `PipelineExecutionId`.
enum Naming {
    /// Whether it is 1 to 100 of `[A-Za-z0-9.@\-_]`.
    static func isPipelineName(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count) && hasPipelineNameCharacters(text)
    }

    /// Whether it is one or more of `[A-Za-z0-9.@\-_]`, however long.
    static func hasPipelineNameCharacters(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "@"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default:
                    false
                }
            }
    }

    /// Whether it is a UUID in lower case, with its hyphens.
    static func isExecutionID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default:
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        }
    }

    /// Makes ids from a pattern in which a run of `#` stands for the number, from 1, in decimal
    /// digits with zeros before it; `nil` where there is not one run that is long enough.
    static func ids(count: Int, pattern: String) -> [String]? {
        let width = pattern.utf8.count { $0 == UInt8(ascii: "#") }
        let run = String(repeating: "#", count: width)
        guard width > 0, width >= "\(count)".count, let hole = pattern.firstRange(of: run) else {
            return nil
        }
        return (1...count).map { number in
            let digits = "\(number)"
            let zeros = String(repeating: "0", count: width - digits.count)
            return pattern[..<hole.lowerBound] + zeros + digits + pattern[hole.upperBound...]
        }
    }
}
