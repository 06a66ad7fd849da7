import ImageAssetsModel

/// An image of the manifest with whatever of it is right: the files that a faulty image names are checked all the same.
package struct EntryDraft: Sendable {
    package var name: Located<ImageName>?
    /// What it is of its family; nil for an image that stands for itself.
    package var combination: Combination?
    package var prompt: Located<PromptSource>?
    /// Of an inline prompt that has `${…}`.
    package var template: Template?
    /// Of an inline prompt, where its first line is.
    var firstLine: SourceLocation?
    /// In order, without those that have a fault.
    package var references: [Located<PictureSource>] = []
    package var mask: Located<PictureSource>?
    /// Whether it names references at all, right or not.
    package var isEdit = false
    package var model: Located<String>?
    /// Those that are right.
    package var parameters: Located<[String: ParameterValue]>?
    package var output: Located<PackagePath>?
    /// Where a fault of the output is shown: its own place, or the name's when the path comes from elsewhere.
    package var outputSite: SourceLocation?
    /// Nil when the image has any fault.
    package var entry: ImageEntry?

    /// Whom faults of this image are about.
    var subject: FaultSubject? { combination.map { .image($0, name?.value) } }

    /// For a sentence: `the image "hero"`, `icon-owl-sad (animal owl, mood sad)`.
    var label: String {
        combination?.member.label(name?.value) ?? "the image \(Diagnostic.quoted(name?.value.text ?? ""))"
    }
}

extension EntryDraft {
    /// All that is sent along: the mask comes last.
    package var pictures: [Located<PictureSource>] { references + (mask.map { [$0] } ?? []) }
}
