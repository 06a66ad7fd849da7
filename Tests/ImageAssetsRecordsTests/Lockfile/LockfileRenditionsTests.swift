import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Renditions and labels in the lockfile")
struct LockfileRenditionsTests {
    /// What was made of an asset: with all that a recipe can say, by a person, and of a placeholder.
    private func withRenditions() throws -> Lockfile {
        let fox = try image("fox", output: "art/Images/fox.png")
        var form = RenditionForm(.jpeg, width: 1_200, height: 630)
        form.fit = .cover
        form.position = .leftTop
        form.background = RGBAColor(255, 255, 255)
        form.cutout = RenditionForm.Cutout(color: RGBAColor(0, 255, 0), tolerance: 3, inside: true)
        form.trim = 4
        form.quality = 70
        form.enlarges = true
        let label = RenditionLabel(
            digitalSourceType: RenditionLabel.trained, system: "gpt-image-2", prompt: "A \"fox\"\nat dusk",
            alt: "Ein Fuchs, 狐", credit: "Us", copyright: "© Us")
        let full = RenditionRecipe(asset: digest("fox"), form, label: label)
        let plain = RenditionRecipe(asset: digest("fox"), RenditionForm(.webp), label: nil)
        let renditions = [
            "art/Web/fox-card.jpg": LockedRendition(
                full, sha256: digest("card"), byteCount: 9, facts: pictureFacts(1_200, 630, [.iptc, .aigc])),
            "art/Web/fox.webp": LockedRendition(
                plain, sha256: digest("work"), byteCount: 8, facts: pictureFacts(3, 2), kind: .accepted),
            "art/Füchse/a.png": LockedRendition(
                plain, sha256: digest("drawn"), byteCount: 7, facts: pictureFacts(1, 1, [.c2pa]), kind: .placeholder),
        ]
        var facts = squareFacts
        facts.labels = [.c2pa, .aigc]
        return Lockfile(images: [
            fox.name: entry(for: fox, content: "fox", facts: facts)
                .with(Dictionary(uniqueKeysWithValues: try renditions.map { (try PackagePath($0), $1) }))
        ])
    }

    @Test("what was made of an asset is written in one form, and read back as it was")
    func renditions() throws {
        let lockfile = try withRenditions()
        let text = lockfile.text(for: try PackagePath("art/icons.json"))
        try expectGolden(text, at: "lockfile/renditions.lock.json")
        #expect(try Lockfile(parsing: SourceText(text), file: try PackagePath(LockfileTests.path)) == lockfile)
        for length in 0..<(text.utf8.count - 2) {
            #expect(throws: LockfileError.self) {
                try Lockfile(
                    parsing: SourceText(Data(text.utf8.prefix(length))), file: try PackagePath(LockfileTests.path))
            }
        }
    }

    @Test("labels that nobody looked for are not none")
    func unknownLabels() throws {
        let hero = try image("hero")
        for labels in [nil, [], [.iptc]] as [Set<ProvenanceLabel>?] {
            var facts = squareFacts
            facts.labels = labels
            let lockfile = Lockfile(images: [hero.name: entry(for: hero, content: "x", facts: facts)])
            let text = lockfile.text(for: try PackagePath("images.json"))
            #expect(text.contains("labels") == (labels != nil))
            let read = try Lockfile(parsing: SourceText(text), file: try PackagePath("images.lock.json"))
            #expect(read.images[hero.name]?.asset.facts.labels == labels)
        }
    }

    @Test("merge conflicts within what was made of an asset are taken apart, too")
    func conflictOfRenditions() throws {
        let ours = try withRenditions()
        let fox = try #require(ours.images.keys.first)
        let theirs = Lockfile(images: ours.images.mapValues { $0.with([:]) })
        let text = ours.text(for: try PackagePath("art/icons.json"))
        let start = try #require(text.range(of: "      \"renditions\": {"))
        let end = try #require(text.range(of: "\n      }\n    }", range: start.upperBound..<text.endIndex))
        let before = try #require(text.range(of: ",\n", options: .backwards, range: text.startIndex..<start.lowerBound))
        let conflicted =
            text[..<before.lowerBound] + "\n<<<<<<< HEAD\n," + text[start.lowerBound..<end.lowerBound]
            + "\n      }\n=======\n>>>>>>> other\n    }" + text[end.upperBound...]
        let conflict = try #require(
            try MergeConflict(parsing: SourceText(String(conflicted)), file: try PackagePath(LockfileTests.path)))
        #expect(conflict.ours == ours)
        #expect(conflict.theirs == theirs)
        #expect(conflict.contested.map(\.name) == [fox])
        #expect(conflict.merged(takingTheirs: []).images[fox]?.renditions.count == 3)
        #expect(conflict.merged(takingTheirs: [fox]).images[fox]?.renditions.isEmpty == true)
    }

    @Test("a label, or a key of a recipe, that is unknown is a newer version's, and no damage")
    func unknownWords() throws {
        let text = try withRenditions().text(for: try PackagePath("art/icons.json"))
        for (old, new, said) in [
            ("\"iptc\"", "\"seal\"", "the label \"seal\""), ("\"quality\"", "\"sharpen\"", "the member \"sharpen\""),
            ("\"credit\"", "\"seal\"", "the member \"seal\""),
            ("\"tolerance\"", "\"feather\"", "the member \"feather\""),
        ] {
            let changed = text.replacingOccurrences(of: old, with: new)
            let error = #expect(throws: LockfileError.self) {
                try Lockfile(parsing: SourceText(changed), file: try PackagePath(LockfileTests.path))
            }?.diagnostic
            #expect(error?.message == "the lockfile was written by a newer version: \(said) is unknown here")
        }
    }
}
