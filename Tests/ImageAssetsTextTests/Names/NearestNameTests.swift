import Testing

@testable import ImageAssetsText

@Suite struct NearestNameTests {
    @Test(
        "a swapped, missing, surplus or wrong letter is one step",
        arguments: [
            ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "abcd", 1), ("abc", "axc", 1),
            ("prompt", "promt", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("", "abc", 3),
        ])
    func distance(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left), Array(right)) == distance)
        #expect(NearestName.distance(Array(right), Array(left)) == distance)
        // Looking no further than to a limit changes nothing below it.
        for limit in 0...4 {
            let found = NearestName.distance(Array(left), Array(right), limit: limit)
            #expect(found == (distance <= limit ? distance : nil))
        }
    }

    @Test("the nearest name is suggested, letter case aside, and none when all are far")
    func nearest() {
        let keys = ["name", "prompt", "promptFile", "size"]
        #expect(NearestName.of("promt", among: keys) == "prompt")
        #expect(NearestName.of("promtFile", among: keys) == "promptFile")
        #expect(NearestName.of("Size", among: keys) == "size")
        #expect(NearestName.of("NAME", among: keys) == "name")
        #expect(NearestName.of("colour", among: keys) == nil)
        #expect(NearestName.of("x", among: ["y"]) == nil)
        #expect(NearestName.of("name", among: ["name"]) == nil)
    }
}
