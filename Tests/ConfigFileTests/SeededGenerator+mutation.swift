import TestSupport

extension SeededGenerator {
    /// A text with a few of its bytes removed, doubled, replaced, moved or cut off.
    mutating func mutation(of text: [UInt8], slips: Int) -> [UInt8] {
        let telling = Array("{}[]\",:\\/#'0129.-+eEu\n\t\r \0abcdflnrstx*".utf8)
        var mutated = text
        for _ in 0..<slips where !mutated.isEmpty {
            let place = Int.random(in: 0..<mutated.count, using: &self)
            let end = min(mutated.count, place + Int.random(in: 1...12, using: &self))
            switch Int.random(in: 0..<8, using: &self) {
            case 0: mutated.remove(at: place)
            case 1: mutated.insert(telling.randomElement(using: &self) ?? 0, at: place)
            case 2: mutated[place] = telling.randomElement(using: &self) ?? 0
            case 3: mutated[place] = UInt8.random(in: .min ... .max, using: &self)
            case 4: mutated.removeSubrange(place..<end)
            case 5: mutated.insert(contentsOf: mutated[place..<end], at: place)
            case 6: mutated.swapAt(place, Int.random(in: 0..<mutated.count, using: &self))
            default: mutated.removeSubrange(place...)
            }
        }
        return mutated
    }
}
