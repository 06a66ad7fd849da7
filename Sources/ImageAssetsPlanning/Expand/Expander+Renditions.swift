import ImageAssetsModel

/// What one image is shipped as, and what it says of itself there.
extension Expander {
    /// Those whose outputs are right.
    mutating func renditions(
        of bound: BoundEntry, _ name: Located<ImageName>, _ combination: Combination?
    ) -> [Rendition] {
        // Nearly all images have none.
        if bound.renditions.isEmpty { return [] }
        return bound.renditions.compactMap { rendition in
            let site = bound.entry.ownsRenditions ? rendition.output.location : name.location
            let path = output(rendition.output, name.value, combination, site: site, isRenditions: true)
            return path.map { Rendition($0.value, rendition.form, expect: rendition.expect, at: $0.location) }
        }
    }

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
