import ImageAssetsText

/// What decides the bytes of a rendition, one by one: as `Recipe` does for an asset.
///
/// No path is in it, no `expect`, and no version of a library. No paid fingerprint knows of it.
package struct RenditionRecipe: Sendable, Hashable {
    static let scheme = "image-rendition/1"

    package let content: Content

    package enum Content: Sendable, Hashable {
        case picture(PictureRecipe)
        case contents(CatalogContents)
    }

    package init(_ content: Content) { self.content = content }

    package init(
        asset: SHA256Digest, _ form: RenditionForm, label: RenditionLabel?, isPlaceholder: Bool = false
    ) {
        self.init(.picture(PictureRecipe(asset: asset, form, label: label, isPlaceholder: isPlaceholder)))
    }

    /// Nil for what is no picture.
    package var picture: PictureRecipe? { if case .picture(let recipe) = content { recipe } else { nil } }

    /// The asset that it is made of.
    package var asset: SHA256Digest? { picture?.asset }

    /// The canonical JSON that is hashed, defaults filled in.
    package var canonical: String {
        var members = content.members(withDefaults: true)
        members["scheme"] = .string(Self.scheme)
        if let asset { members["asset"] = .string(asset.hex) }
        return JSONValue.object(members).canonicalText
    }

    package var fingerprint: Fingerprint {
        var text = canonical
        return text.withUTF8 { Fingerprint(SHA256Digest(of: UnsafeRawBufferPointer($0))) }
    }

    /// As the lockfile has it, defaults left out: for people, and to say which key changed.
    package var json: JSONValue { .object(content.members(withDefaults: false)) }
}

/// What is made of an asset.
package struct PictureRecipe: Sendable, Hashable {
    package let asset: SHA256Digest
    package let form: RenditionForm
    /// Nil: no label is written, and none is carried along.
    package let label: RenditionLabel?

    package init(
        asset: SHA256Digest, _ form: RenditionForm, label: RenditionLabel?, isPlaceholder: Bool = false
    ) {
        self.asset = asset
        self.form = isPlaceholder ? form.ofPlaceholder : form
        self.label = isPlaceholder ? nil : label
    }
}

extension RenditionRecipe.Content {
    fileprivate func members(withDefaults all: Bool) -> [String: JSONValue] {
        switch self {
        case .picture(let recipe):
            var members = recipe.form.members(withDefaults: all)
            members["label"] = recipe.label?.json ?? .boolean(false)
            return members
        case .contents(let contents): return contents.members
        }
    }
}

extension CatalogContents {
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = ["format": .string(Self.format)]
        switch kind {
        case .image(let scales): members["scales"] = .array(scales.map(JSONValue.integer))
        case .icon(let platforms): members["platforms"] = .array(platforms.map { .string($0.rawValue) })
        }
        if isDark { members["dark"] = true }
        if isTinted { members["tinted"] = true }
        return members
    }

    /// Where a picture's recipe has its format.
    package static let format = "contents"
}

extension RenditionForm {
    /// Every key by its name in the manifest, but for `format`.
    fileprivate func members(withDefaults all: Bool) -> [String: JSONValue] {
        var members: [String: JSONValue] = ["format": .string(format.rawValue)]
        members["width"] = width.map(JSONValue.integer)
        members["height"] = height.map(JSONValue.integer)
        if all || fit != .inside { members["fit"] = .string(fit.rawValue) }
        if all || position != .center { members["position"] = .string(position.rawValue) }
        members["background"] = background.map { .string($0.description) }
        if all || enlarges { members["enlarge"] = .boolean(enlarges) }
        members["cutout"] = cutout?.json(withDefaults: all)
        members["trim"] = trim.map(JSONValue.integer)
        // What only files of a catalog have.
        if samples != .smallest { members["samples"] = .string(samples.rawValue) }
        members["part"] = part.map { .string($0.description) }
        if format == .png { return members }
        if all || quality != Self.defaultQuality { members["quality"] = .integer(quality) }
        if format == .webp, all || isLossless { members["lossless"] = .boolean(isLossless) }
        return members
    }
}

extension RenditionForm.Cutout {
    fileprivate func json(withDefaults all: Bool) -> JSONValue {
        var members: [String: JSONValue] = [:]
        members["color"] = color.map { .string($0.description) }
        members["tolerance"] = tolerance.map(JSONValue.integer)
        if all || inside { members["inside"] = .boolean(inside) }
        return .object(members)
    }
}

extension RenditionLabel {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [:]
        members["digitalSourceType"] = digitalSourceType.map(JSONValue.string)
        members["system"] = system.map(JSONValue.string)
        members["prompt"] = prompt.map(JSONValue.string)
        members["alt"] = alt.map(JSONValue.string)
        members["credit"] = credit.map(JSONValue.string)
        members["copyright"] = copyright.map(JSONValue.string)
        return .object(members)
    }
}
