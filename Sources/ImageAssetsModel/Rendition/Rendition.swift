import ImageAssetsText

/// A file that is made for an image, as the manifest declares it: by itself, or as one of a set in an asset catalog.
package struct Rendition: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// Made of an image's asset.
        ///
        /// - Parameter of: the image that is shown in another appearance; nil: the one that declares it.
        case picture(RenditionForm, of: ImageName? = nil)
        /// What Xcode reads of the set that it is part of.
        case contents(CatalogContents)
    }

    package let output: PackagePath
    package let content: Content
    /// Of what is made; of the asset the image has its own.
    package let expect: Expectation
    /// Where the manifest says `output`, `imageset` or `appiconset`.
    package let location: SourceLocation
    /// Of whose files it is one; nil: it stands alone.
    package let set: CatalogSet?

    package init(
        _ output: PackagePath, _ content: Content, expect: Expectation = .none, at location: SourceLocation,
        in set: CatalogSet? = nil
    ) {
        self.output = output
        self.content = content
        self.expect = expect
        self.location = location
        self.set = set
    }

    package init(_ output: PackagePath, _ form: RenditionForm, expect: Expectation = .none, at location: SourceLocation)
    {
        self.init(output, .picture(form), expect: expect, at: location)
    }

    /// Nil for what is no picture.
    package var form: RenditionForm? { if case .picture(let form, _) = content { form } else { nil } }

    /// The image of whose asset it is made; nil: the one that declares it.
    package var source: ImageName? { if case .picture(_, let source) = content { source } else { nil } }
}
