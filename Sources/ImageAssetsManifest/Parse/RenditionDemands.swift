import ImageAssetsModel

/// What `expect` of a rendition demands and its own recipe rules out, whatever the asset is.
extension ManifestParser {
    /// Of a set it is told of the first file that rules out anything.
    ///
    /// - Parameters:
    ///   - set: its contents, and what its files' names begin with; nil: it is one file.
    ///   - format: nil where nobody knows it.
    mutating func check(
        _ expect: Located<Expectation>, of form: RenditionForm, _ set: (contents: CatalogContents, name: String)?,
        _ format: RenditionFormat?
    ) {
        guard let set else { return check(expect, of: form, format) }
        let errorsBefore = faults.errorCount
        for (suffix, form) in set.contents.forms(form) where faults.errorCount == errorsBefore {
            check(expect, of: form, format, in: " in \(set.name)\(suffix).png")
        }
    }

    /// - Parameter file: of a set, for a sentence.
    private mutating func check(
        _ expect: Located<Expectation>, of form: RenditionForm, _ format: RenditionFormat?, in file: String = ""
    ) {
        let demand = expect.value
        let (isWide, isHigh) = (form.isMet(form.width), form.isMet(form.height))
        let sides = [
            ("width", form.width, isWide, demand.width, demand.minWidth),
            ("height", form.height, isHigh, demand.height, demand.minHeight),
        ]
        for case (let key, let side?, let isExact, let wanted, let least) in sides {
            let fact = "\"\(key)\" is \(side)\(file)"
            // `inside` stays below what it does not meet, and `outside` above.
            let isMost = isExact || form.fit == .inside
            let isLeast = isExact || form.fit == .outside
            if let wanted, wanted > side && isMost || wanted < side && isLeast {
                contradiction(expect, "\"\(key)\" \(wanted)", fact)
            } else if let least, least > side, isMost {
                contradiction(expect, "\"min\(key == "width" ? "Width" : "Height")\" \(least)", fact)
            }
        }
        if let ratio = demand.aspectRatio, isWide, isHigh, let width = form.width, let height = form.height,
            !ratio.matches(width: width, height: height)
        {
            contradiction(expect, "\(ratio)", "its size is \(width)x\(height)\(file)")
        }
        guard demand.alpha == .required else { return }
        if format == .jpeg {
            contradiction(expect, "transparent pixels", "a JPEG has none")
        } else if form.background?.isOpaque == true {
            contradiction(expect, "transparent pixels", "\"background\" lies below all of them")
        } else if form.samples.areOpaque {
            contradiction(expect, "transparent pixels", "an app's icon has none\(file)")
        }
    }

    private mutating func contradiction(_ expect: Located<Expectation>, _ wanted: String, _ fact: String) {
        faults.error(
            at: expect.location, "\"expect\" wants \(wanted), and \(fact): no such rendition can be made",
            hint: "Change one of the two.")
    }
}

extension RenditionForm {
    /// Whether a side is met to the pixel: where both are given, only some fits do that.
    fileprivate func isMet(_ side: Int?) -> Bool {
        guard side != nil else { return false }
        return width == nil || height == nil || [.cover, .contain, .fill].contains(fit)
    }
}

extension RenditionForm.Samples {
    fileprivate var areOpaque: Bool {
        switch self {
        case .opaque, .grey: true
        case .smallest, .color: false
        }
    }
}
