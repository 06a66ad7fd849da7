/// One image with everything that it takes from other files read and hashed: what a plan is made from.
///
/// A class, because it is large, never changes, and is handed on through every stage.
package final class Product: Sendable, Hashable {
    package let entry: ImageEntry
    /// In the order in which they are sent; empty for `generations`.
    package let references: [Reference]
    package let recipe: Recipe
    package let fingerprint: Fingerprint

    package init(entry: ImageEntry, prompt: String, references: [Reference]) {
        self.entry = entry
        self.references = references
        recipe = Recipe(
            operation: references.isEmpty ? .generations : .edits,
            model: entry.model.value,
            prompt: prompt,
            size: entry.size.value,
            parameters: entry.parameters.value,
            references: references.map { .init(path: $0.path, sha256: $0.sha256, type: $0.type) },
            variant: entry.variant
        )
        fingerprint = recipe.fingerprint
    }

    package static func == (left: Product, right: Product) -> Bool {
        left === right
            || left.entry == right.entry && left.recipe == right.recipe && left.references == right.references
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    package var name: ImageName { entry.name.value }
    package var output: PackagePath { entry.output.value }
    /// As it is sent.
    package var prompt: String { recipe.prompt }
    package var operation: Operation { recipe.operation }

    /// Everything that a picture of the service's breaks of what is expected of it, each as half a sentence. What a
    /// person puts in its place may be the reference itself.
    package func violations(ofResult digest: SHA256Digest, facts: AssetFacts, byteCount: Int) -> [String] {
        let expect = entry.expect.value
        var found = expect.violations(facts: facts, byteCount: byteCount)
        // A service that fails to edit, or a gateway that drops the prompt, gives back what it got.
        if !expect.allowsUnchanged, let reference = references.first(where: { $0.sha256 == digest }) {
            found.append(
                "is the reference \(reference.path) byte for byte, and `expect` does not say `\"unchanged\": true`")
        }
        return found
    }
}

/// A reference image as it was found on disk.
package struct Reference: Sendable, Hashable {
    package let path: PackagePath
    package let location: SourceLocation
    /// Of the file's bytes, or the object that a Git LFS pointer stands for.
    package let sha256: SHA256Digest
    package let type: ReferenceType
    package let byteCount: Int
    /// Whether the file is a Git LFS pointer: it counts by its object, and cannot be sent.
    package let isPointer: Bool

    package init(
        path: PackagePath, location: SourceLocation, sha256: SHA256Digest, type: ReferenceType, byteCount: Int,
        isPointer: Bool = false
    ) {
        self.path = path
        self.location = location
        self.sha256 = sha256
        self.type = type
        self.byteCount = byteCount
        self.isPointer = isPointer
    }
}

/// The service's two operations.
package enum Operation: String, Sendable, Hashable {
    /// Text to image, a JSON body.
    case generations
    /// Text and reference images to image, a multipart body.
    case edits
}
