import Testing

@testable import ImageAssetsModel

@Suite("Letter case of paths") struct CaseFoldingTests {
    @Test(
        "what a file system that tells no letter cases apart takes for one name is one",
        arguments: [
            ("Hero.png", "hERO.PNG"), ("Straße", "STRASSE"), ("straẞe", "strasse"), ("ΟΔΟΣ", "οδος"), ("ſet", "SET"),
            ("ﬁne", "FINE"), ("\u{E9}", "E\u{301}"), ("ŉ", "ʼN"), ("\u{1F0}", "J\u{30C}"), ("K", "\u{212A}"),
            ("\u{1E9E}", "ſS"), ("ꭰ", "Ꭰ"), ("𐐀", "𐐨"), ("İ", "i\u{307}"), ("µ", "Μ"),
            // The iota below may stand before the accent.
            ("\u{1FB4}", "α\u{345}\u{301}"), ("\u{1FB4}", "ΆΙ"), ("եւ", "և"),
        ])
    func same(left: String, right: String) {
        #expect(left.foldedForCase == right.foldedForCase)
    }

    @Test(
        "what is two names on every file system stays two",
        arguments: [("kıl", "kil"), ("kıl", "KIL"), ("e", "é"), ("o", "ø"), ("ss", "s"), ("海", "梅"), ("ά", "α")])
    func different(left: String, right: String) {
        #expect(left.foldedForCase != right.foldedForCase)
    }
}
