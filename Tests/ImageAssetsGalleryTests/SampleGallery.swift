import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText

@testable import ImageAssetsGallery

/// A gallery with all that one can have: each state, each kind of change, pictures that are there and others.
enum SampleGallery {
    private static let manifest = "art/images.json"

    static func gallery() throws -> Gallery {
        var gallery = Gallery(title: "Weather", manifest: try PackagePath(manifest))
        for (place, state) in ImageState.allCases.reversed().enumerated() where state != .orphan {
            gallery.images.append(try image(state, line: place + 3))
        }
        gallery.images[0] = try whole(gallery.images[0])
        gallery.images.append(try hostile())
        gallery.comparison = GalleryComparison(
            revision: "HEAD", commit: String(repeating: "1a2b", count: 10),
            fault: .conflictedLockfile(try PackagePath("art/images.lock.json"), of: "HEAD"))
        gallery.images[1].change = GalleryChange(.added)
        gallery.images[2].change = try change(GalleryPictures.sample)
        gallery.images[3].change = GalleryChange(
            .renamed, from: try ImageName("former"),
            before: GalleryBefore(picture: .object(digest("after")), prompt: "A fox"))
        gallery.removed = [
            RemovedImage(
                try ImageName("old"), at: try PackagePath("Images/old.png"),
                before: GalleryBefore(picture: nil, problem: .revision("it is not in this clone"), prompt: "Old"))
        ]
        gallery.diagnostics = [
            Diagnostic(
                .warning, file: manifest, at: SourceLocation(line: 9, column: 5), "it is odd", hint: "Change it.")
        ]
        gallery.pictures = GalleryPictures.sample
        return gallery
    }

    private static func image(_ state: ImageState, line: Int) throws -> GalleryImage {
        let name = state.rawValue.lowercased()
        var image = GalleryImage(
            try ImageName(name), in: try PackagePath(manifest), at: SourceLocation(line: line, column: 7),
            output: try PackagePath("Images/\(name).png"), state: state, prompt: "A fox")
        image.commands.regenerate =
            state == .frozen ? nil : "image-assets generate --regenerate \(name) --manifest \(manifest)"
        image.commands.regenerateOverwrites = state == .modified
        image.commands.generate = state == .missing ? "image-assets generate missing --manifest \(manifest)" : nil
        image.reasons = state == .upToDate ? [] : ["why it is \(state.rawValue)"]
        image.isFrozen = state == .frozen
        image.kind = state == .placeholder ? .placeholder : nil
        image.problem = state == .broken ? "the image is 2 pixels wide, expected 3" : nil
        image.commands.accept = state == .modified ? "image-assets accept modified --manifest \(manifest)" : nil
        image.picture = [.missing, .new].contains(state) ? nil : .object(digest("after"))
        return image
    }

    private static func whole(_ image: GalleryImage) throws -> GalleryImage {
        var image = image
        let (file, fox) = (try PackagePath("Art/fox.jpg"), try ImageName("fox"))
        let place = SourceLocation(line: 2, column: 9)
        image.kind = .accepted
        image.alt = "A fox"
        image.notes = ["it is remarked"]
        image.pieces = [
            .init("A ", from: "the image itself", in: try PackagePath(manifest), at: place),
            .init("fox", from: "fragment animal", in: try PackagePath("art/animal.txt"), at: place),
        ]
        image.revisedPrompt = "A red fox"
        image.request = [.init("model", "gpt-image-2"), .init("size", "1024x1024")]
        image.expectations = ["1024 pixels wide"]
        image.references = [
            GalleryReference(file, picture: .file(file)),
            GalleryReference(file, of: fox, picture: nil, problem: .unmade(fox)),
            GalleryReference(file, isMask: true, picture: .file(try PackagePath("Art/broken.png"))),
        ]
        image.renditions = try ["any", "dark", "tinted"].map { appearance in
            GalleryRendition(
                try PackagePath("A.xcassets/a.imageset/a-\(appearance)@2x.png"),
                in: try PackagePath("A.xcassets/a.imageset"), appearance: .init(rawValue: appearance),
                stateWord: "up to date", detail: "64x64 PNG, 2x", picture: .object(digest("before")))
        }
        image.renditions.append(
            GalleryRendition(
                try PackagePath("A.xcassets/a.imageset/Contents.json"), in: try PackagePath("A.xcassets/a.imageset"),
                stateWord: "changed", reasons: ["scales: 1 → 2"], detail: "what Xcode reads of the set", picture: nil))
        image.candidates = [
            GalleryCandidate(
                digest("after"), isPublished: true, mark: .chosen, received: Date(timeIntervalSince1970: 1_795_766_400),
                picture: .object(digest("after"))),
            GalleryCandidate(
                digest("before"), mark: .rejected(note: "too dark"), isUsable: false, remark: "it is blank",
                command: "image-assets choose \(image.name) \(digest("before").hex.prefix(8))",
                picture: .object(digest("before"))),
            GalleryCandidate(digest("kept"), picture: nil),
        ]
        image.provenance = ["IPTC"]
        return image
    }

    private static func hostile() throws -> GalleryImage {
        var image = GalleryImage(
            try ImageName("hostile"),
            family: FamilyMember(of: "icon-${animal}", [.init("animal", "</script><b>")]),
            in: try PackagePath(manifest), at: SourceLocation(line: 20, column: 7),
            output: try PackagePath("Images/<b>.png"), state: .upToDate, prompt: Self.text)
        image.commands.regenerate = "image-assets generate --regenerate hostile"
        image.alt = Self.text
        image.problem = Self.text
        image.pieces = [
            .init(Self.text, from: "variable \(Self.text)", in: image.output, at: image.location)
        ]
        return image
    }

    /// What would end a script, be obeyed by a terminal, a log or a browser, or hide.
    static let text =
        "</script><img src=x onerror=alert(1)><!-- \u{202E}\u{2066}\u{200B}\u{2028}\u{2029}\u{0}\u{1B}[31m\n"
        + "::error::x\n##[group]\\\"${}`'\u{FEFF}\u{1F98A}"

    private static func change(_ pictures: GalleryPictures) throws -> GalleryChange {
        GalleryChange(
            .changed, parts: [.picture, .prompt, .references, .size],
            before: GalleryBefore(
                picture: .object(digest("before")), prompt: "A blue fox",
                references: [
                    GalleryReference(try PackagePath("Art/fox.jpg"), picture: nil, problem: .revision("it is gone"))
                ],
                request: [.init("model", "gpt-image-1")], revisedPrompt: nil),
            words: [.init(.same, "A "), .init(.removed, "blue "), .init(.same, "fox")],
            facts: [.init("size", "1024x1024", "1536x1024")])
    }
}

extension GalleryPictures {
    static var sample: GalleryPictures {
        let (before, after) = (picture("before", 1024), picture("after", 1536))
        var pictures = GalleryPictures()
        pictures[.object(before.digest)] = .success(before)
        pictures[.object(after.digest)] = .success(after)
        if let jpeg = try? PackagePath("Art/fox.jpg"), let broken = try? PackagePath("Art/broken.png") {
            pictures[.file(jpeg)] = .success(picture("jpeg", 300, type: .jpeg))
            pictures[.file(broken)] = .failure(.damaged("it breaks off"))
            pictures.note(.init(digest("broken"), byteCount: 6), of: .file(broken))
        }
        pictures.add(
            .success(GalleryDifference(file: "differences/\(before.digest)-\(after.digest).png", share: 0.12046)),
            before,
            after)
        return pictures
    }

    private static func picture(_ content: String, _ width: Int, type: ReferenceType = .png) -> GalleryPicture {
        let digest = digest(content)
        return GalleryPicture(
            digest: digest, type: type, size: PixelSize(width: width, height: 1024) ?? .square,
            byteCount: content.utf8.count, isTransparent: type == .png,
            file: "pictures/\(digest).\(type.fileExtension)", thumbnail: "thumbnails/\(digest).png")
    }
}
