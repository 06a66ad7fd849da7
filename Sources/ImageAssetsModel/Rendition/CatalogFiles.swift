import ImageAssetsText

/// The files that a set consists of, each a rendition.
extension CatalogSet {
    /// A file of it, by its name within its folder.
    package struct File: Sendable, Hashable {
        package let name: String
        package let content: Rendition.Content
    }

    /// - Parameter form: as the manifest has it for the set: sides of an image are points.
    package func files(_ form: RenditionForm) -> [File] {
        let pictures = contents.images.compactMap { image in
            image.fileName(in: name).map { name in
                File(name: name, content: .picture(contents.form(form, of: image), of: source(of: image)))
            }
        }
        return pictures + [File(name: Self.contentsName, content: .contents(contents))]
    }

    static let contentsName = "Contents.json"

    private func source(of image: CatalogImage) -> ImageName? {
        switch image.appearance {
        case .dark: dark
        case .tinted: tinted
        case nil: nil
        }
    }
}

extension CatalogContents {
    /// Those of its pictures, each with what the file's name has after the set's.
    ///
    /// - Parameter form: as `CatalogSet.files` takes it.
    package func forms(_ form: RenditionForm) -> [(suffix: String, form: RenditionForm)] {
        images.compactMap { image in image.suffix.map { (suffix: $0, form: self.form(form, of: image)) } }
    }

    fileprivate func form(_ form: RenditionForm, of image: CatalogImage) -> RenditionForm {
        var form = form
        switch kind {
        case .image(let scales):
            let scale = image.scale ?? 1
            form.samples = .color
            form.width = form.width.map { $0 * scale }
            form.height = form.height.map { $0 * scale }
            if form.width == nil, form.height == nil {
                form.part = RenditionForm.Part(scale, of: scales.max() ?? scale)
            }
        case .icon:
            form.samples = image.samplesOfIcon
            (form.width, form.height) = (image.side, image.side)
        }
        return form
    }
}

extension CatalogImage {
    /// Only a Mac's icon has an outline of its own, and only a dark one is laid over a background.
    fileprivate var samplesOfIcon: RenditionForm.Samples {
        switch (platform, appearance) {
        case (_, .tinted): .grey
        case (nil, _), (_, .dark): .color
        default: .opaque
        }
    }
}
