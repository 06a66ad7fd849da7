import ImageAssetsModel

/// A manifest as it is written: what has `${…}` in it is a template, and an entry with `each` is one for many images.
package struct ManifestTemplate {
    /// Nil when the service is unknown, or the text is no manifest at all.
    var rules: ServiceRules?
    var maximumRequests: Int?
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
struct EntryTemplate: Sendable {
    /// Where its opening brace is.
    let location: SourceLocation
    /// Whether it was read without a fault.
    var isSound = false
    /// Nil for an image that stands for itself.
    var family: Family?
    var name: Located<Varying<ImageName>>?
    var prompt: Located<PromptTemplate>?
    var references: [Located<PictureTemplate>] = []
    /// Whether it names references at all, right or not.
    var isEdit = false
    var mask: Located<PictureTemplate>?
    var model: Located<String>?
    var size: Located<RequestedSize>?
    var output: Located<Template>?
    /// Whether the output is the entry's own, and not that of `defaults`, or of nobody.
    var ownsOutput = false
    var parameters: Located<[String: ParameterValue]>?
    var expect: Located<Expectation>?
    var variant: Int?
    var frozen = false

    init(at location: SourceLocation) { self.location = location }
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

    let name: String
    /// Of its name.
    let location: SourceLocation
    /// Nil when it has a fault.
    let text: Located<Text>?

    /// The file that it stands in, where it has one of its own.
    var file: Located<PackagePath>? {
        guard let text, case .file(let path) = text.value else { return nil }
        return Located(path, at: text.location)
    }
}
