import ImageAssetsModel

/// What `expect` of a rendition demands and its own recipe rules out, whatever the asset is.
extension ManifestParser {
    /// - Parameter format: nil where nobody knows it.
    mutating func check(_ expect: Located<Expectation>, of form: RenditionForm, _ format: RenditionFormat?) {
        let demand = expect.value
        let (isWide, isHigh) = (form.isMet(form.width), form.isMet(form.height))
        let sides = [
            ("width", form.width, isWide, demand.width, demand.minWidth),
            ("height", form.height, isHigh, demand.height, demand.minHeight),
        ]
        for case (let key, let side?, let isExact, let wanted, let least) in sides {
            // `inside` stays below what it does not meet, and `outside` above.
            let isMost = isExact || form.fit == .inside
            let isLeast = isExact || form.fit == .outside
            if let wanted, wanted > side && isMost || wanted < side && isLeast {
                contradiction(expect, "\"\(key)\" \(wanted)", "\"\(key)\" is \(side)")
            } else if let least, least > side, isMost {
                contradiction(expect, "\"min\(key == "width" ? "Width" : "Height")\" \(least)", "\"\(key)\" is \(side)")
            }
        }
        if let ratio = demand.aspectRatio, isWide, isHigh, let width = form.width, let height = form.height,
            !ratio.matches(width: width, height: height)
        {
            contradiction(expect, "\(ratio)", "its size is \(width)x\(height)")
        }
        guard demand.alpha == .required else { return }
        if format == .jpeg {
            contradiction(expect, "transparent pixels", "a JPEG has none")
        } else if form.background?.isOpaque == true {
            contradiction(expect, "transparent pixels", "\"background\" lies below all of them")
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
