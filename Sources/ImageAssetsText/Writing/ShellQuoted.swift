import ImageAssetsSystem

extension String {
    /// As one word of a shell.
    package var shellQuoted: String {
        let plain = utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "/"), 0x80...:
                true
            default: false
            }
        }
        return plain ? self : "'" + escaped(by: ["'": "'\\''"]) + "'"
    }
}
