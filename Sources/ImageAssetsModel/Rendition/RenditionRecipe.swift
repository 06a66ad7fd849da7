/// What decides the bytes of a rendition, one by one: as `Recipe` does for an asset.
///
/// No path is in it, no `expect`, and no version of a library. No paid fingerprint knows of it.
package struct RenditionRecipe: Sendable, Hashable {
    package static let scheme = "image-rendition/1"

    package let asset: SHA256Digest
    package let form: RenditionForm
    /// Nil: no label is written, and none is carried along.
    package let label: RenditionLabel?

    package init(asset: SHA256Digest, _ form: RenditionForm, label: RenditionLabel?) {
        self.asset = asset
        self.form = form
        self.label = label
    }

    package init(
        asset: SHA256Digest, _ form: RenditionForm, label: RenditionLabel?, isPlaceholder: Bool
    ) {
        self.init(asset: asset, isPlaceholder ? form.ofPlaceholder : form, label: isPlaceholder ? nil : label)
    }

    /// The canonical JSON that is hashed, defaults filled in.
    package var canonical: String {
        var members = form.members(withDefaults: true)
        members["scheme"] = .string(Self.scheme)
        members["asset"] = .string(asset.hex)
        members["label"] = label?.json ?? .boolean(false)
        return JSONValue.object(members).canonicalText
    }

    package var fingerprint: Fingerprint {
        var text = canonical
        return text.withUTF8 { Fingerprint(SHA256Digest(of: UnsafeRawBufferPointer($0))) }
    }

    /// As the lockfile has it, defaults left out: for people, and to say which key changed.
    package var json: JSONValue {
        var members = form.members(withDefaults: false)
        members["label"] = label?.json ?? .boolean(false)
        return .object(members)
    }
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
