import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// Values as tests want them: everything has a default, so that a test says only what it is about.
package func image(
    _ name: String = "hero", prompt: String = "A red fox", size: String = "1024x1024", output: String? = nil,
    references: [Reference] = [], mask: Reference? = nil, expect: Expectation = Expectation(), variant: Int? = nil,
    frozen: Bool = false, parameters: [String: ParameterValue] = [:], family: FamilyMember? = nil,
    alt: String? = nil, label: LabelOptions = LabelOptions(), renditions: [Rendition] = []
) throws -> Product {
    let here = SourceLocation(line: 1, column: 1)
    let entry = ImageEntry(
        name: Located(try ImageName(name), at: here), family: family,
        prompt: Located(.inline(prompt), at: here),
        references: references.map { Located($0.input.image.map(PictureSource.image) ?? .file($0.path), at: here) },
        mask: mask.map { Located($0.input.image.map(PictureSource.image) ?? .file($0.path), at: here) },
        model: Located("gpt-image-2", at: here),
        size: Located(RequestedSize(size) ?? .auto, at: here),
        output: Located(try PackagePath(output ?? "Images/\(name).png"), at: here),
        parameters: Located(parameters, at: here),
        expect: Located(expect, at: here),
        variant: variant,
        frozen: frozen,
        alt: alt, label: label, renditions: renditions,
        location: here
    )
    return Product(entry: entry, prompt: prompt, references: references, mask: mask)
}

package func reference(_ path: String, _ content: String, type: ReferenceType = .png) throws -> Reference {
    Reference(
        Input(path: try PackagePath(path), sha256: digest(content), type: type),
        at: SourceLocation(line: 1, column: 1), byteCount: content.utf8.count
    )
}

/// A reference to what another product will be.
package func reference(to product: Product) -> Reference {
    Reference(
        Input(path: product.output, of: product.name, type: .png, .pending(product.name)),
        at: SourceLocation(line: 1, column: 1),
        byteCount: 0
    )
}

package func digest(_ content: String) -> SHA256Digest { SHA256Digest(of: Data(content.utf8)) }

package let squareFacts = AssetFacts(width: 1024, height: 1024, bitDepth: 8, colorType: .rgb)

/// A lock entry for `image` whose asset has these bytes.
package func entry(
    for image: Product, content: String, path: PackagePath? = nil, facts: AssetFacts = squareFacts,
    kind: LockedKind = .made, renditions: [PackagePath: LockedRendition] = [:]
) -> LockEntry {
    LockEntry(
        recipe: image.recipe,
        fingerprint: image.fingerprint ?? Fingerprint(.zero),
        asset: LockedAsset(
            path: path ?? image.output, sha256: digest(content), byteCount: content.utf8.count, facts: facts
        ),
        kind: kind, renditions: renditions
    )
}

package func pictureFacts(_ width: Int, _ height: Int, _ labels: Set<ProvenanceLabel> = []) -> AssetFacts {
    AssetFacts(width: width, height: height, bitDepth: 8, colorType: .rgb, labels: labels)
}

package func rendition(
    _ path: String, _ form: RenditionForm = RenditionForm(.webp, width: 640), expect: Expectation = .none,
    line: Int = 7
) throws -> Rendition {
    Rendition(try PackagePath(path), form, expect: expect, at: SourceLocation(line: line, column: 9))
}

extension Product {
    /// How this rendition of the image would be made of an asset with these bytes.
    package func recipe(
        of rendition: Rendition, asset: String, by kind: LockedKind = .made
    ) -> RenditionRecipe {
        RenditionOrigins(RenditionOrigin(digest(asset), of: entry, recipe, kind)).recipe(of: rendition)
    }

    /// A record of this rendition whose file has these bytes.
    package func record(
        of rendition: Rendition, asset: String, content: String, kind: LockedKind = .made
    ) -> LockedRendition {
        let isPlaceholder = kind == .placeholder
        return LockedRendition(
            recipe(of: rendition, asset: asset, by: isPlaceholder ? .placeholder : .made), sha256: digest(content),
            byteCount: content.utf8.count, facts: pictureFacts(640, 427, isPlaceholder ? [] : [.iptc]), kind: kind)
    }
}

extension PriceTerms {
    /// In the words of a manifest.
    package init(model: String, size: String, quality: String? = nil, pictures: Int = 0) {
        self.init(
            model: model, size: RequestedSize(size) ?? .auto, quality: RequestedQuality(quality), pictures: pictures)
    }
}

extension PriceTable.Key {
    package init(size: String, quality: String? = nil) {
        self.init(size: PixelSize(size) ?? .square, quality: quality)
    }
}

/// Disk and store as a test lays them out.
extension Observation {
    package init(lock: [String: LockEntry]) throws {
        var entries: [ImageName: LockEntry] = [:]
        for (name, entry) in lock { entries[try ImageName(name)] = entry }
        self.init(lockfile: Lockfile(images: entries))
    }

    package mutating func put(_ content: String, at path: PackagePath) {
        files[path] = .file(digest(content), byteCount: content.utf8.count)
    }

    /// As the newest result.
    package mutating func store(
        _ content: String, for product: Product, facts: AssetFacts = squareFacts, mark: CandidateMark? = nil
    ) {
        guard let fingerprint = product.fingerprint else { return }
        let result = UsableResult(digest: digest(content), byteCount: content.utf8.count, facts: facts, mark: mark)
        let known = answers[fingerprint] ?? KnownAnswers()
        answers[fingerprint] = KnownAnswers(
            [result] + known.results + known.rejected, unread: known.unread)
        objects.insert(digest(content))
    }

    package func plan(_ products: [Product], options: PlanOptions = PlanOptions()) -> Plan {
        Planner(products, in: self, options).plan()
    }

    package func plan(
        _ products: [Product], lock: [String: LockEntry], options: PlanOptions = PlanOptions()
    ) throws -> Plan {
        var observation = self
        observation.lockfile = try Observation(lock: lock).lockfile
        return observation.plan(products, options: options)
    }
}
