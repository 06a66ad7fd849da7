import Testing

@testable import ImageAssetsModel

@Suite("Lists of names in a sentence")
struct NameListTests {
    private func names(_ count: Int) -> [String] { (0..<count).map { "n\($0)" } }

    @Test("few are named, of many the first ten and how many more, and a single one that is left by its name")
    func lists() {
        let ten = "n0, n1, n2, n3, n4, n5, n6, n7, n8, n9"
        for (count, listed, named) in [
            (0, "", ""), (1, "n0", "n0"), (2, "n0 and n1", "n0, n1"), (3, "n0, n1 and n2", "n0, n1, n2"),
            (11, "\(ten) and n10", "\(ten), n10"), (12, "\(ten) and 2 more", "\(ten) and 2 more"),
        ] {
            #expect(names(count).listed == listed)
            #expect(names(count).named == named)
        }
    }
}
