import ImageAssetsModel

/// One element of `renditions` whose output is right, with whatever else of it is.
struct RenditionTemplate: Sendable {
    let output: Located<Template>
    let form: RenditionForm
    let expect: Located<Expectation>
}
