import Testing

@testable import SafeText

struct HazardTests {
    /// The properties of the Unicode Character Database are the oracle: the table is ranges.
    @Test func `the table is what Unicode says of every code point`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            let isExpected =
                switch properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: true
                default:
                    properties.isBidiControl || properties.isNoncharacterCodePoint
                        || (0xE0000...0xE007F).contains(value)
                }
            if scalar.isHazardous != isExpected {
                Issue.record("\(scalar.codePointName) is not what Unicode says")
            }
        }
    }

    @Test(
        arguments: [
            " ", "a", "~", "\u{A0}", "é", "日", "😀", "\u{200D}", "\u{FE0F}", "\u{301}", "\u{FFFD}",
        ] as [Unicode.Scalar]
    )
    func `what people write is left alone`(scalar: Unicode.Scalar) {
        #expect(!scalar.isHazardous)
    }
}
