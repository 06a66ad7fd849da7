import ImageAssetsText

/// What an image of the manifest is to become: the unit of plan, lockfile and report.
///
/// A class, because it is large, never changes, and is handed on through every stage.
package final class Product: Sendable {
    package let entry: ImageEntry
    package let recipe: Recipe
    /// Nil while an input is pending.
    package let fingerprint: Fingerprint?
    /// What is known of the files of the recipe's references, in their order.
    package let references: [Reference]
    package let mask: Reference?

    /// - Parameter prompt: as it is sent.
    package init(entry: ImageEntry, prompt: String, references: [Reference], mask: Reference? = nil) {
        self.entry = entry
        self.references = references
        self.mask = mask
        let recipe = Recipe(
            operation: references.isEmpty ? .generations : .edits,
            model: entry.model.value,
            prompt: prompt,
            size: entry.size.value,
            parameters: entry.parameters.value,
            references: references.map(\.input),
            mask: mask?.input,
            variant: entry.variant
        )
        self.recipe = recipe
        fingerprint = recipe.fingerprint
    }

    package var name: ImageName { entry.name.value }
    package var output: PackagePath { entry.output.value }
    package var expect: Expectation { entry.expect.value }

    /// All that is sent along.
    package var pictures: [Reference] { references + (mask.map { [$0] } ?? []) }

    /// The images that it is made from, each once, in the order in which they are sent.
    package var parents: [ImageName] {
        var seen: Set<ImageName> = []
        return pictures.compactMap(\.input.image).filter { seen.insert($0).inserted }
    }

    /// The product with what is known, or not known any more, of the images that it is made from: nil makes an input
    /// pending. Those that `bytes` does not name stay as they are.
    package func made(from bytes: [ImageName: AssetBytes?]) -> Product {
        if bytes.isEmpty || !entry.hasParents { return self }
        let supply = { (reference: Reference) in
            guard let image = reference.input.image, let known = bytes[image] else { return reference }
            return Reference(known, of: image, path: reference.path, at: reference.location)
        }
        return Product(
            entry: entry, prompt: recipe.prompt, references: references.map(supply), mask: mask.map(supply))
    }

    /// Everything that a picture of the service's breaks of what is expected of it. What a person puts in its place may
    /// be the reference itself.
    package func violations(ofResult digest: SHA256Digest, facts: AssetFacts, byteCount: Int) -> [Violation] {
        var found = expect.violations(facts: facts, byteCount: byteCount)
        // A service that fails to edit, or a gateway that drops the prompt, gives back what it got.
        if !expect.allowsUnchanged, let reference = references.first(where: { $0.input.sha256 == digest }) {
            found.append(.isUnchanged(reference.path))
        }
        return found
    }
}

/// A reference of a product, and what is known of its file.
package struct Reference: Sendable, Hashable {
    package let input: Input
    /// Where the manifest names it.
    package let location: SourceLocation
    /// Of the file that is sent: of a Git LFS pointer that of its object, of a pending product 0.
    package let byteCount: Int
    /// Whether the file is a Git LFS pointer: it counts by its object, and cannot be sent.
    package let isPointer: Bool

    package init(_ input: Input, at location: SourceLocation, byteCount: Int, isPointer: Bool = false) {
        self.input = input
        self.location = location
        self.byteCount = byteCount
        self.isPointer = isPointer
    }

    /// The asset of another image; nil bytes: it is not known yet what that will be.
    package init(_ bytes: AssetBytes?, of image: ImageName, path: PackagePath, at location: SourceLocation) {
        let content = bytes.map { Input.Content.known($0.digest) } ?? .pending(image)
        self.init(
            Input(path: path, of: image, type: bytes?.type ?? .png, content), at: location,
            byteCount: bytes?.byteCount ?? 0, isPointer: bytes?.isPointer ?? false)
    }

    package var path: PackagePath { input.path }
    package var type: ReferenceType { input.type }
}

/// The service's two operations.
package enum Operation: String, Sendable, Hashable {
    /// Text to image, a JSON body.
    case generations
    /// Text and reference images to image, a multipart body.
    case edits
}
