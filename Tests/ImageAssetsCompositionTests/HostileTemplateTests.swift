import ImageAssetsManifest
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// Manifests that would take for ever, or all memory, if what they ask for were made before it is counted.
@Suite("templates of strangers", .timeLimit(.minutes(1))) struct HostileTemplateTests {
    private func manifest(_ fragments: [(String, String)], _ images: String) -> String {
        let members = fragments.map { #""\#($0.0)": "\#($0.1)""# }.joined(separator: ",\n")
        return "{\"version\": 1, \"fragments\": {\n\(members)},\n\"images\": [\n\(images)]}"
    }

    @Test(
        "fragments that double each other are refused by their count, whatever they hold",
        arguments: ["", "ab", "${v}"])
    func doubling(seed: String) throws {
        let fragments = [("f0", seed)] + (1...900).map { ("f\($0)", "${f\($0 - 1)}${f\($0 - 1)}") }
        let image = #"{"name": "a-${v}", "each": {"v": [""]}, "prompt": "A ${f900}"}"#
        let found = try diagnostics(manifest(fragments, image)).filter { $0.contains("error") }
        #expect(found.count == 1)
        // Nothing doubled stays nothing, and is only too deep.
        let why = ["": "holds fragments more than 64 deep", "ab": "grows past 32000 characters"][seed]
        #expect(found[0].contains(why ?? "has more than 1000 ${…} with all that its fragments hold"))
    }

    @Test("a cycle of a thousand fragments is shown whole, and each fragment is told of once")
    func cycles() throws {
        let ring = (0..<1_000).map { ("f\($0)", "${f\(($0 + 1) % 1_000)}") }
        let found = try diagnostics(manifest(ring, #"{"name": "a", "prompt": "A ${f7}"}"#))
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("images.json:1001:10: error: the fragments hold each other: f0 → f1 → "))
        #expect(found[0].hasSuffix(" → f999 → f0\n    hint: Take ${f0} out here."))
        let all = (0..<200).map { "${f\($0)}" }.joined()
        let mesh = (0..<200).map { ("f\($0)", all) }
        #expect(try diagnostics(manifest(mesh, #"{"name": "a", "prompt": "A"}"#)).count == 200)
    }

    @Test(
        "many faults in one text are found in one pass", arguments: ["${", "${x ", "${x}", "\\u0024{x}", "$${", "${ }"])
    func faults(piece: String) throws {
        let text = String(repeating: piece, count: 100_000)
        let parsed = ManifestParser.parse(
            SourceText(#"{"version": 1, "images": [{"name": "a\#(text)", "prompt": "\#(text)"}]}"#),
            file: try PackagePath("images.json"))
        #expect(parsed.faults.errorCount > 0)
        #expect(parsed.faults.all.count <= 1_001)
        let found = try diagnostics(
            #"{"version": 1, "images": [{"name": "a", "promptFile": "a.txt"}]}"#, files: ["a.txt": text])
        #expect(!found.isEmpty)
    }

    @Test("the images of families are counted before one of them is made")
    func countless() throws {
        let each = (0..<60).map { #""v\#($0)": ["a", "b"]"# }.joined(separator: ", ")
        let found = try diagnostics(
            #"{"version": 1, "images": [{"name": "a", "each": {\#(each)}, "prompt": "A"}]}"#)
        #expect(found[0].contains("\"each\" makes 1152921504606846976 combinations; at most 100000"))
        let values = (0..<300).map { "\"\($0)\"" }.joined(separator: ",")
        let image = #"{"name": "${a}-${b}", "each": {"a": [\#(values)], "b": [\#(values)]}, "prompt": "A"}"#
        let many = try diagnostics(
            #"{"version": 1, "images": [\#(Array(repeating: image, count: 300).joined(separator: ","))]}"#)
        #expect(many.count == 300)
    }

    @Test("a thousand exceptions of half of all combinations are gone through")
    func exceptions() throws {
        let each = (0..<13).map { #""v\#($0)": ["a", "b"]"# }.joined(separator: ", ")
        let except = Array(repeating: #"{"v0": "a"}"#, count: 1_000).joined(separator: ", ")
        let name = (0..<13).map { "${v\($0)}" }.joined()
        let parsed = ManifestParser.parse(
            SourceText(
                #"{"version": 1, "images": [{"name": "\#(name)", "each": {\#(each)}, "except": [\#(except)], "prompt": "A"}]}"#
            ),
            file: try PackagePath("images.json"))
        #expect(parsed.drafts.count == 4_096)
        #expect(parsed.faults.all.count == 999)
    }

    @Test("a fault of ten thousand images of a family is one line, and so is one name that all of them have")
    func shared() throws {
        let values = (0..<100).map { "\"\($0)\"" }.joined(separator: ",")
        let each = #""each": {"a": [\#(values)], "b": [\#(values)]}"#
        #expect(
            try diagnostics(
                #"{"version": 1, "images": [{"name": "${a}-${b}", \#(each), "promptFile": "x/${a}/../${b}.txt"}]}"#)
                == [
                    """
                    images.json:1:1069: error: all 10000 images of ${a}-${b}: "promptFile" "x/${a}/../${b}.txt" \
                    leads upwards
                        hint: Files lie in the manifest's folder or below it.
                    """
                ])
        let names = try diagnostics(#"{"version": 1, "images": [{"name": "one", \#(each), "prompt": "A ${a} ${b}"}]}"#)
        #expect(
            names == [
                """
                images.json:1:36: error: one (a 0, b 1) and 9998 more of one: the name "one" is taken by \
                one (a 0, b 0) at 1:36
                    hint: The name needs every variable by which the images differ.
                """
            ])
    }

    @Test("of a long cycle of images both ends are shown, and of many cycles the first, with how many there are")
    func imageCycles() throws {
        func image(_ number: Int, from parents: [Int]) -> String {
            let references = parents.map { #"{"image": "i\#($0)"}"# }.joined(separator: ",")
            return #"{"name": "i\#(number)", "prompt": "A", "references": [\#(references)]}"#
        }
        func found(_ images: [String]) throws -> [String] {
            try diagnostics(#"{"version": 1, "images": [\#(images.joined(separator: ",\n"))]}"#)
        }
        let ring = try found((0..<20).map { image($0, from: [($0 + 1) % 20]) })
        #expect(ring.count == 1)
        #expect(ring[0].contains("i8 → i9 → i10 → i11 → ") && ring[0].contains(" → i19 → i0\n"))
        let long = try found((0..<3_000).map { image($0, from: [($0 + 1) % 3_000]) })
        #expect(
            long == [
                """
                images.json:3000:59: error: images are made from each other: \
                i0 → i1 → i2 → i3 → i4 → i5 → i6 → i7 → i8 → i9 → … → \
                i2991 → i2992 → i2993 → i2994 → i2995 → i2996 → i2997 → i2998 → i2999 → i0 (3000 images)
                    hint: One of them has to be made without the others.
                """
            ])
        let mesh = try found(
            (0..<10_000).map { number in image(number, from: (1...16).map { (number + $0) % 10_000 }) })
        #expect(mesh.count == 11)
        #expect(mesh.allSatisfy { $0.utf8.count < 500 })
        let rest = "images are made from each other by 126 more references, of which this is the first"
        #expect(mesh.contains { $0.contains(rest) })
    }

    @Test("long values that many names stand for are counted, and not put together")
    func longValues() throws {
        let long = String(repeating: "x", count: 1_000_000)
        let names = String(repeating: "${a.t}", count: 90)
        let values = (0..<100).map { #"{"id": "\#($0)", "t": "\#($0 == 7 ? long : "y")"}"# }.joined(separator: ",")
        let each = #""each": {"a": [\#(values)], "b": [\#((0..<100).map { "\"\($0)\"" }.joined(separator: ","))]}"#
        let found = try diagnostics(
            #"{"version": 1, "images": [{"name": "${a}-${b}", \#(each), "prompt": "A \#(names)", "output": "${name}\#(names).png"}]}"#
        )
        #expect(found.count == 2)
        #expect(
            found.contains { $0.contains("7-0 (a 7, b 0) and 99 more of ${a}-${b}: the prompt is 90000002 characters") }
        )
        #expect(
            found.contains { $0.contains("7-0 (a 7, b 0) and 99 more of ${a}-${b}: the output has 90000007 bytes") })
    }
}
