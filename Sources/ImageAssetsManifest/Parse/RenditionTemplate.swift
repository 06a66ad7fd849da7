import ImageAssetsModel
import ImageAssetsText

/// One element of `renditions` whose path is right, with whatever else of it is.
struct RenditionTemplate: Sendable {
    let kind: RenditionKind
    let path: Located<Template>
    let form: RenditionForm
    let expect: Located<Expectation>
    /// Of a set; nil: it is one file.
    var contents: CatalogContents?
    var dark: Located<Varying<ImageName>>?
    var tinted: Located<Varying<ImageName>>?

    /// How many files it makes.
    var fileCount: Int { contents.map { $0.forms(form).count + 1 } ?? 1 }
}
