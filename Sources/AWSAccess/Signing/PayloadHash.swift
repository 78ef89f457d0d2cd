internal import Crypto

/// SHA-256 as Signature Version 4 spells it: 64 lower-case hexadecimal digits.
package enum PayloadHash {
    /// The digits of the hash of a body.
    package static func of(_ body: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: body))
    }

    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            var count = 0
            for byte in digest.prefix(32) {
                buffer[count] = digit(byte >> 4)
                buffer[count + 1] = digit(byte & 0xF)
                count += 2
            }
            return count
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
    }
}
