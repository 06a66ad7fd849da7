import ImageAssetsModel
import ImageAssetsText

/// A manifest as it is written: what has `${…}` in it is a template, and an entry with `each` is one for many images.
struct ManifestTemplate {
    /// Nil when the service is unknown, or the text is no manifest at all.
    var rules: ServiceRules?
    var maximumRequests: Int?
    var spending = SpendingRules()
    var swiftNames: SwiftNames?
    /// The folder that the manifest lies in; nil for the package root.
    let folder: PackagePath?
    var fragments: [Fragment] = []
    var entries: [EntryTemplate] = []
    /// Whether all images are among the entries: one whose `each` is wrong is not.
    var hasAllImages = true
    var faults: FileDiagnostics
}

/// One entry of `images` with whatever of it is right. What has no `${…}` is checked already: once, for all images of a
/// family.
///
/// A class, as `EntryDraft` is.
package final class EntryTemplate: Sendable {
    /// Where its opening brace is.
    let location: SourceLocation
    /// Whether it was read without a fault.
    let isSound: Bool
    /// Nil for an image that stands for itself.
    let family: Family?
    let name: Located<Varying<ImageName>>?
    let prompt: Located<PromptTemplate>?
    let references: [Located<PictureTemplate>]
    /// Whether it names references at all, right or not.
    let isEdit: Bool
    let mask: Located<PictureTemplate>?
    let model: Located<String>?
    let size: Located<RequestedSize>?
    let output: Located<Template>?
    /// Whether the output is the entry's own, and not that of `defaults`, or of nobody.
    let ownsOutput: Bool
    let parameters: Located<[String: ParameterValue]>?
    let expect: Located<Expectation>?
    let variant: Int?
    let frozen: Bool
    let alt: Located<Template>?
    let label: Located<LabelOptions>?
    let renditions: [RenditionTemplate]
    /// Whether the renditions are the entry's own, and not those of `defaults`.
    package let ownsRenditions: Bool

    init(
        at location: SourceLocation, isSound: Bool, family: Family?, name: Located<Varying<ImageName>>?,
        prompt: Located<PromptTemplate>?, references: [Located<PictureTemplate>], isEdit: Bool,
        mask: Located<PictureTemplate>?, model: Located<String>?, size: Located<RequestedSize>?,
        output: Located<Template>?, ownsOutput: Bool, parameters: Located<[String: ParameterValue]>?,
        expect: Located<Expectation>?, variant: Int?, frozen: Bool, alt: Located<Template>?,
        label: Located<LabelOptions>?, renditions: [RenditionTemplate], ownsRenditions: Bool
    ) {
        self.location = location
        self.isSound = isSound
        self.family = family
        self.name = name
        self.prompt = prompt
        self.references = references
        self.isEdit = isEdit
        self.mask = mask
        self.model = model
        self.size = size
        self.output = output
        self.ownsOutput = ownsOutput
        self.parameters = parameters
        self.expect = expect
        self.variant = variant
        self.frozen = frozen
        self.alt = alt
        self.label = label
        self.renditions = renditions
        self.ownsRenditions = ownsRenditions
    }
}

/// A value that is the same for all images of an entry, or the template of its text.
enum Varying<Value: Sendable & Hashable>: Sendable, Hashable {
    case fixed(Value)
    case template(Template)
}

/// Paths are as they are written: relative to the manifest's folder.
enum PictureTemplate: Sendable, Hashable {
    case file(Varying<PackagePath>)
    case image(Varying<ImageName>)
}

enum PromptTemplate: Sendable, Hashable {
    /// As it is written, and, where it has `${…}`, its template, and where its first line is.
    case inline(String, Template?, SourceLocation)
    case file(Varying<PackagePath>)
}

/// Words that prompts share.
package struct Fragment: Sendable {
    package enum Text: Sendable, Hashable {
        case inline(Template)
        case file(PackagePath)
    }

    package let name: String
    /// Of its name.
    package let location: SourceLocation
    /// Nil when it has a fault.
    package let text: Located<Text>?

    /// The file that it stands in, where it has one of its own.
    package var file: Located<PackagePath>? {
        guard let text, case .file(let path) = text.value else { return nil }
        return Located(path, at: text.location)
    }
}
