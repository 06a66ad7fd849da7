import Foundation
import ImageAssetsText
import Testing

@Suite("Letter case of paths") struct CaseFoldingTests {
    @Test(
        "what a file system that tells no letter cases apart takes for one name is one",
        arguments: [
            ("Hero.png", "hERO.PNG"), ("Straße", "STRASSE"), ("straẞe", "strasse"), ("ΟΔΟΣ", "οδος"), ("ſet", "SET"),
            ("ﬁne", "FINE"), ("\u{E9}", "E\u{301}"), ("ŉ", "ʼN"), ("\u{1F0}", "J\u{30C}"), ("K", "\u{212A}"),
            ("\u{1E9E}", "ſS"), ("ꭰ", "Ꭰ"), ("𐐀", "𐐨"), ("İ", "i\u{307}"), ("µ", "Μ"),
            // The iota below may stand before the accent.
            ("\u{1FB4}", "α\u{345}\u{301}"), ("\u{1FB4}", "ΆΙ"), ("եւ", "և"),
            // A mark behind the composed letter belongs to the letter, not to the iota.
            ("\u{1FB4}\u{323}", "α\u{323}\u{301}\u{345}"), ("\u{1F88}\u{323}", "ἀ\u{323}ι"),
            ("\u{1FC3}\u{301}x", "Η\u{301}ΙX"), ("α\u{345}\u{345}\u{301}", "ά\u{345}ι"),
        ])
    func same(left: String, right: String) {
        #expect(left.foldedForCase == right.foldedForCase)
    }

    @Test("every letter, composed or not and with marks around it, is folded as its normal form is")
    func normalForms() {
        let marks = ["", "\u{345}", "\u{301}\u{345}", "\u{345}\u{323}", "\u{323}"]
        for scalar in (UInt32(0x80)...0x1FFFF).lazy.compactMap(Unicode.Scalar.init) where scalar.properties.isCased {
            for mark in marks {
                let text = String(scalar) + mark
                let normal = text.decomposedStringWithCanonicalMapping
                #expect(text.foldedForCase == normal.foldedForCase, "\(scalar.value)")
            }
        }
    }

    @Test(
        "what is two names on every file system stays two",
        arguments: [("kıl", "kil"), ("kıl", "KIL"), ("e", "é"), ("o", "ø"), ("ss", "s"), ("海", "梅"), ("ά", "α")])
    func different(left: String, right: String) {
        #expect(left.foldedForCase != right.foldedForCase)
    }
}
