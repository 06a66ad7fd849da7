import ImageAssetsModel
import ImageAssetsText

/// An image of the manifest with whatever of it is right: the files that a faulty image names are checked all the same.
///
/// A class, as `Product` is.
package final class EntryDraft: Sendable {
    /// What it was made of.
    package let written: EntryTemplate
    /// What it is of its family; nil for an image that stands for itself.
    package let combination: Combination?
    package let name: Located<ImageName>?
    package let prompt: Located<PromptSource>?
    /// In order, without those that have a fault.
    package let references: [Located<PictureSource>]
    package let mask: Located<PictureSource>?
    package let output: Located<PackagePath>?
    /// Where a fault of the output is shown: its own place, or the name's when the path comes from elsewhere.
    package let outputSite: SourceLocation?
    /// Those whose outputs are right.
    package let renditions: [Rendition]
    /// The images that its sets show in other appearances, where a fault of them is shown.
    package let appearances: [Located<ImageName>]
    /// Nil when the image has any fault.
    package let entry: ImageEntry?

    init(
        of written: EntryTemplate, _ combination: Combination?, name: Located<ImageName>?,
        prompt: Located<PromptSource>?, references: [Located<PictureSource>], mask: Located<PictureSource>?,
        output: Located<PackagePath>?, outputSite: SourceLocation?, renditions: [Rendition],
        appearances: [Located<ImageName>], entry: ImageEntry?
    ) {
        self.written = written
        self.combination = combination
        self.name = name
        self.prompt = prompt
        self.references = references
        self.mask = mask
        self.output = output
        self.outputSite = outputSite
        self.renditions = renditions
        self.appearances = appearances
        self.entry = entry
    }

    /// Of an inline prompt that has `${…}`.
    package var template: Template? {
        if case .inline(_, let template, _)? = written.prompt?.value { template } else { nil }
    }
    /// Of an inline prompt, where its first line is.
    package var firstLine: SourceLocation? {
        if case .inline(_, _, let start)? = written.prompt?.value { start } else { nil }
    }
    /// Whether it names references at all, right or not.
    package var isEdit: Bool { written.isEdit }
    package var model: Located<String>? { written.model }
    /// Those that are right.
    package var parameters: Located<[String: ParameterValue]>? { written.parameters }

    /// Whom faults of this image are about.
    package var subject: FaultSubject? { combination.map { .image($0, name?.value) } }

    /// Where a fault of a rendition is shown: its own place, or the name's when it comes from elsewhere.
    package func site(of rendition: Rendition) -> SourceLocation {
        (written.ownsRenditions ? nil : name?.location) ?? rendition.location
    }

    /// For a sentence: `the image "hero"`, `icon-owl-sad (animal owl, mood sad)`.
    package var label: String {
        combination?.member.label(name?.value) ?? "the image \(Diagnostic.quoted(name?.value.text ?? ""))"
    }
}

extension EntryDraft {
    /// All that is sent along: the mask comes last.
    package var pictures: [Located<PictureSource>] { mask.map { references + [$0] } ?? references }
}
