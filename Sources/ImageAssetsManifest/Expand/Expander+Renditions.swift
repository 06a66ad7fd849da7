import ImageAssetsModel
import ImageAssetsText

/// What one image is shipped as, and what it says of itself there.
extension Expander {
    /// The files of those whose paths are right.
    ///
    /// - Parameter appearances: takes the images that its sets show besides.
    mutating func renditions(
        of bound: BoundEntry, _ name: Located<ImageName>, _ combination: Combination?,
        _ appearances: inout [Located<ImageName>]
    ) -> [Rendition] {
        // Nearly all images have none.
        if bound.renditions.isEmpty { return [] }
        var renditions: [Rendition] = []
        for rendition in bound.renditions {
            let written = rendition.written
            let isOwn = bound.entry.ownsRenditions
            let site = isOwn ? written.path.location : name.location
            let dark = appearance(rendition.dark, "dark", name, isOwn: isOwn, combination)
            let tinted = appearance(rendition.tinted, "tinted", name, isOwn: isOwn, combination)
            // Of defaults several may have one place.
            for case let image? in [dark, tinted] where !appearances.contains(where: { $0.isSame(as: image) }) {
                appearances.append(image)
            }
            let path = output(rendition.path, name.value, combination, site: site, of: written.kind)
            guard let path else { continue }
            if let contents = written.contents {
                let set = CatalogSet(path.value, contents.kind, dark: dark?.value, tinted: tinted?.value)
                renditions += files(of: set, written, site: site, combination)
            } else {
                renditions.append(
                    Rendition(path.value, written.form, expect: written.expect.value, at: path.location))
            }
        }
        return renditions
    }

    // MARK: Sets

    /// Another image that a set shows.
    private mutating func appearance(
        _ filling: Filling<ImageName>?, _ key: String, _ name: Located<ImageName>, isOwn: Bool,
        _ combination: Combination?
    ) -> Located<ImageName>? {
        guard let filling else { return nil }
        let site = isOwn ? nil : name.location
        guard
            let other = imageName(filling, "\"\(key)\"", combination, name: name.value.text, site: site)
        else { return nil }
        if other.value != name.value { return other }
        refuse(
            at: other.location, "\"\(key)\" of \(Diagnostic.quoted(name.value.text)) is the image itself",
            hint: isOwn
                ? "Leave it out: without it the set has one picture for all appearances."
                : "It comes from \"defaults\". Give the image renditions of its own.", kind: "own \(key)", combination)
        return nil
    }

    private mutating func files(
        of set: CatalogSet, _ written: RenditionTemplate, site: SourceLocation, _ combination: Combination?
    ) -> [Rendition] {
        if set.catalog == nil, warned.insert(written.path.location).inserted { warnOfFolder(of: set, written) }
        if written.kind == .imageset, CatalogSet.hasDot(inNameOf: set.path.text) {
            refuse(
                at: site, "the imageset \(Diagnostic.quoted(set.path.text)) has a dot in its name",
                hint: CatalogSet.dotHint, kind: "dot", combination)
            return []
        }
        var renditions: [Rendition] = []
        for file in set.files(written.form) {
            do throws(PackagePath.Fault) {
                let path = try PackagePath("\(set.path.text)/\(file.name)")
                renditions.append(
                    Rendition(
                        path, file.content, expect: file.content.isPicture ? written.expect.value : .none,
                        at: written.path.location, in: set))
            } catch {
                let what = "the file \(Diagnostic.quoted(file.name)) of the \(written.kind.rawValue)"
                let (message, hint) = error.sentence(about: what)
                refuse(at: site, message, hint: hint, kind: "file of a set", combination)
                return []
            }
        }
        return renditions
    }

    private mutating func warnOfFolder(of set: CatalogSet, _ written: RenditionTemplate) {
        // For all images that it makes it is one fault.
        let subject = faults.subject
        faults.subject = nil
        faults.warning(
            at: written.path.location, "the \(written.kind.rawValue) \(set.path) lies in no .xcassets folder",
            hint: "Xcode reads sets in asset catalogs only: Assets.xcassets/\(set.path.lastPart)")
        faults.subject = subject
    }

    // MARK: Alternative text

    mutating func alt(_ filling: Filling<String>, _ combination: Combination?) -> String? {
        switch filling {
        case .fixed(let text, _): return text
        case .varying(let template, let location):
            let length = template.byteCount(combination)
            let fault = LabelText.fault(ofLength: length, template.scalarCount(combination))
            let text = fault == nil ? template.text(combination) : ""
            guard let fault = fault ?? LabelText.fault(of: text) else { return text }
            refuse(at: location, "\"alt\" \(fault)", hint: nil, kind: "alt", combination)
            return nil
        }
    }
}

extension Located<ImageName> {
    fileprivate func isSame(as other: Self) -> Bool { value == other.value && location == other.location }
}

extension Rendition.Content {
    fileprivate var isPicture: Bool { if case .picture = self { true } else { false } }
}
