import ImageAssetsText

/// A value, and where the manifest says it. For a value that comes from `defaults` that is its place there; for one
/// that is said nowhere, the place of the image.
///
/// Public, because across modules the compiler specialises nothing else: a large manifest has a hundred thousand of
/// them, and each would look its type up when it is made.
public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    package let location: SourceLocation

    public init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

/// One entry of the manifest's `images`.
///
/// A class, as `Product` is.
package final class ImageEntry: Sendable {
    package let name: Located<ImageName>
    /// Nil for an image that stands for itself.
    package let family: FamilyMember?
    package let prompt: Located<PromptSource>
    /// In the order in which they are sent.
    package let references: [Located<PictureSource>]
    /// Where the first reference is to be changed, as a picture whose transparent parts say so.
    package let mask: Located<PictureSource>?
    package let model: Located<String>
    package let size: Located<RequestedSize>
    package let output: Located<PackagePath>
    package let parameters: Located<[String: ParameterValue]>
    package let expect: Located<Expectation>
    package let variant: Int?
    package let frozen: Bool
    /// What the picture shows, for those who cannot see it: never sent, and in no fingerprint of the asset.
    package let alt: String?
    /// What is written into its renditions.
    package let label: LabelOptions
    package let renditions: [Rendition]
    /// Where the entry's opening brace is.
    package let location: SourceLocation
    /// Whether it is made from other images.
    package let hasParents: Bool
    /// The images that its sets show in other appearances, each once.
    package let appearances: [ImageName]

    package init(
        name: Located<ImageName>, family: FamilyMember? = nil, prompt: Located<PromptSource>,
        references: [Located<PictureSource>],
        mask: Located<PictureSource>? = nil, model: Located<String>, size: Located<RequestedSize>,
        output: Located<PackagePath>,
        parameters: Located<[String: ParameterValue]>, expect: Located<Expectation>, variant: Int?, frozen: Bool,
        alt: String? = nil, label: LabelOptions = LabelOptions(), renditions: [Rendition] = [],
        location: SourceLocation
    ) {
        self.name = name
        self.family = family
        self.prompt = prompt
        self.references = references
        self.mask = mask
        self.model = model
        self.size = size
        self.output = output
        self.parameters = parameters
        self.expect = expect
        self.variant = variant
        self.frozen = frozen
        self.alt = alt
        self.label = label
        self.renditions = renditions
        self.location = location
        appearances = renditions.isEmpty ? [] : Set(renditions.flatMap { $0.set?.appearances ?? [] }).sorted()
        hasParents = mask?.value.image != nil || references.contains { $0.value.image != nil }
    }
}

package enum PromptSource: Sendable, Hashable {
    /// As the manifest writes it, the lines of a list joined. Without `${…}` that is what is sent.
    case inline(String)
    case file(PackagePath)
}

/// The value of a further request field.
package enum ParameterValue: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
}

extension ImageEntry {
    /// Where the manifest says what this field of a request holds; nil for a field that the tool fills in by itself.
    package func location(ofField field: String) -> SourceLocation? {
        // As some write them: `image[0]`, `body.size`.
        let name = field.split(separator: ".").last.map { String($0.prefix { $0 != "[" }) } ?? field
        return switch name {
        case "model": model.location
        case "prompt": prompt.location
        case "size": size.location
        case "image": references.first?.location
        case "mask": mask?.location
        default: parameters.value[name] == nil ? nil : parameters.location
        }
    }
}
