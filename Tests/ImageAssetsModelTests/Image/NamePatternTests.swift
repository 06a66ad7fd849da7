import ImageAssetsModel
import ImageAssetsText
import Testing

@Suite("patterns of names")
struct NamePatternTests {
    @Test(
        "* matches any scalars, also none, and ? matches one",
        arguments: [
            ("icon-*", "icon-owl", true), ("icon-*", "icon-", true), ("icon-*", "icon", false),
            ("*", "a", true), ("?", "a", true), ("?", "ab", false), ("??", "a", false), ("**", "a", true),
            ("*-owl-*", "icon-owl-sad", true), ("*-owl-*", "icon-owl", false), ("*owl", "owl-owl", true),
            ("icon-?wl", "icon-owl", true), ("icon-?wl", "icon-wl", false), ("*a*b*c", "aXbYbZc", true),
            ("*a*b*c", "aXcYb", false), ("a*?", "a", false), ("a*?", "ab", true), ("A*", "ab", false),
            ("a.*", "a-b", false), ("[ab]*", "ab", false),
        ])
    func matches(_ word: String, _ name: String, _ isMatch: Bool) throws {
        let pattern = try #require(NamePattern(word))
        #expect(pattern.matches(try ImageName(name)) == isMatch)
    }

    @Test("a scalar is one whatever its bytes, and names are compared as they are written")
    func scalars() throws {
        let composed = try ImageName("f\u{E9}e")
        let decomposed = try ImageName("fe\u{301}e")
        #expect(try #require(NamePattern("f?e")).matches(composed))
        #expect(try #require(NamePattern("f?e")).matches(decomposed) == false)
        #expect(try #require(NamePattern("f??e")).matches(decomposed))
        #expect(try #require(NamePattern("*\u{E9}*")).matches(decomposed) == false)
    }

    @Test("many stars take no longer than the product of both lengths")
    func linear() throws {
        let pattern = try #require(NamePattern(String(repeating: "a*", count: 2_000) + "b"))
        #expect(!pattern.matches(try ImageName(String(repeating: "a", count: ImageName.maximumLength))))
    }

    @Test("a word without them names one image, and no part of a name is enough")
    func words() throws {
        let names = Set(try ["icon-owl", "icon-fox", "hero"].map { try ImageName($0) })
        #expect(NamePattern("icon-owl") == nil)
        #expect(names.named(by: "icon-owl") == [try ImageName("icon-owl")])
        #expect(names.named(by: "icon-*").count == 2)
        #expect(names.named(by: "icon").isEmpty && names.named(by: "owl-*").isEmpty && names.named(by: "").isEmpty)
    }
}
