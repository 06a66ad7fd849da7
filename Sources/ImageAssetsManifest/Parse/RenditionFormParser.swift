import ImageAssetsModel
import ImageAssetsText

/// What decides the pixels of a rendition and their encoding. A key that would have no effect is an error: whoever
/// writes it means something by it.
extension ManifestParser {
    /// What of it is right.
    ///
    /// - Parameters:
    ///   - kind: nil where nobody knows it.
    ///   - format: likewise.
    mutating func form(
        _ reader: ObjectReader, _ kind: RenditionKind?, _ format: RenditionFormat?
    ) -> RenditionForm {
        var form = RenditionForm(
            format ?? .png, width: side(reader, "width", format), height: side(reader, "height", format))
        readFit(reader, kind, &form)
        form.background = reader["background"].flatMap { background($0, format) }
        if form.fit == .contain, format == .jpeg, let node = reader["fit"], reader["background"] == nil {
            faults.error(
                at: node.offset, "\"fit\": \"contain\" pads, and a JPEG has no transparency",
                hint: "Name the colour to pad with: \"background\": \"#ffffff\".")
        }
        form.enlarges = reader["enlarge"].flatMap { boolean($0, "\"enlarge\"") } ?? false
        if let node = reader["enlarge"], kind != .appiconset, reader["width"] == nil, reader["height"] == nil {
            faults.error(
                at: node.offset, "\"enlarge\" needs \"width\" or \"height\"", hint: "Without them the size is kept.")
        }
        form.cutout = reader["cutout"].flatMap { cutout($0) }
        form.trim = reader["trim"].flatMap { trim($0) }
        // A set's files are PNG, and such a key is none of its.
        if kind == nil || kind == .output { readEncoding(reader, format, &form) }
        return form
    }

    // MARK: Sides

    private mutating func side(_ reader: ObjectReader, _ key: StaticString, _ format: RenditionFormat?) -> Int? {
        guard let node = reader[key],
            let side = integer(node, "\"\(key)\"", in: 1...Self.longestSide)
        else { return nil }
        if let format, let longest = format.longestSide, side > longest {
            faults.error(
                at: node.offset, "\"\(key)\" is \(side), and a \(format.name) has at most \(longest) pixels a side")
            return nil
        }
        return side
    }

    /// Of any picture, whatever its format holds.
    static var longestSide: Int { Int(Int32.max) }

    private mutating func readFit(_ reader: ObjectReader, _ kind: RenditionKind?, _ form: inout RenditionForm) {
        var isRight = true
        if kind == .appiconset {
            let fit = reader["fit"].map { iconFit($0) } ?? RenditionForm.Fit.cover
            isRight = fit != nil
            form.fit = fit ?? .cover
        } else if let node = reader["fit"] {
            let fit: RenditionForm.Fit? = word(node, "\"fit\"")
            isRight = fit != nil
            form.fit = fit ?? .inside
            if isRight, reader["width"] == nil || reader["height"] == nil {
                faults.error(
                    at: node.offset, "\"fit\" needs \"width\" and \"height\"",
                    hint: "Either of them alone keeps the ratio; without both the size is kept.")
            }
        }
        guard let node = reader["position"] else { return }
        form.position = word(node, "\"position\"") ?? .center
        if isRight, ![.cover, .contain].contains(form.fit) {
            faults.error(
                at: node.offset, "\"position\" needs \"fit\": \"cover\" or \"contain\"",
                hint: "It says where to crop or pad.")
        }
    }

    private mutating func iconFit(_ node: JSONNode) -> RenditionForm.Fit? {
        guard let text = string(node, "\"fit\"") else { return nil }
        switch RenditionForm.Fit(rawValue: text.value) {
        case .cover: return .cover
        case .contain: return .contain
        case .fill: return .fill
        case .inside, .outside, nil:
            faults.error(
                at: text.location, "\"fit\" of an appiconset cannot be \(Diagnostic.quoted(text.value))",
                hint: "An icon is a square: \"cover\" crops, \"contain\" pads and \"fill\" stretches.")
            return nil
        }
    }

    // MARK: Pixels

    private mutating func background(_ node: JSONNode, _ format: RenditionFormat?) -> RGBAColor? {
        guard let color = color(node, "\"background\"") else { return nil }
        if format != .jpeg || color.isOpaque { return color }
        faults.error(
            at: node.offset, "\"background\" \(quoted(node)) is transparent, and a JPEG has no transparency",
            hint: "Write it as #rrggbb.")
        return nil
    }

    private mutating func cutout(_ node: JSONNode) -> RenditionForm.Cutout? {
        if let isCut = json.boolean(node) { return isCut ? RenditionForm.Cutout() : nil }
        guard node.kind == .object else { return mismatch(node, "\"cutout\"", "true, false or an object") }
        guard let reader = object(node, "\"cutout\"", allowed: Self.cutoutKeys) else { return nil }
        var cutout = RenditionForm.Cutout()
        if let node = reader["color"], let color = color(node, "\"color\"") {
            cutout.color = color
            if !color.isOpaque {
                faults.error(
                    at: node.offset, "\"color\" \(quoted(node)) is transparent",
                    hint: "It is the colour of the background that is removed: write it as #rrggbb.")
            }
        }
        cutout.tolerance = reader["tolerance"].flatMap { integer($0, "\"tolerance\"", in: 0...100) }
        cutout.inside = reader["inside"].flatMap { boolean($0, "\"inside\"") } ?? false
        return cutout
    }

    static let cutoutKeys: StaticString = "color tolerance inside"

    private mutating func trim(_ node: JSONNode) -> Int? {
        if let isTrimmed = json.boolean(node) { return isTrimmed ? 0 : nil }
        guard node.kind == .number else { return mismatch(node, "\"trim\"", "true, false or a margin in pixels") }
        return integer(node, "\"trim\"", in: 0...Self.largestMargin)
    }

    /// As long as a side is of what decodes without being asked for more.
    private static let largestMargin = 16_384

    private mutating func color(_ node: JSONNode, _ what: String) -> RGBAColor? {
        guard let text = string(node, what) else { return nil }
        let color = RGBAColor(text.value)
        if color == nil {
            faults.error(
                at: text.location, "\(Diagnostic.quoted(text.value)) is no colour",
                hint: "Write it as #rrggbb, or with alpha as #rrggbbaa: \"#ffffff\".")
        }
        return color
    }

    // MARK: Encoding

    private mutating func readEncoding(
        _ reader: ObjectReader, _ format: RenditionFormat?, _ form: inout RenditionForm
    ) {
        if let node = reader["quality"] {
            form.quality = integer(node, "\"quality\"", in: 1...100) ?? RenditionForm.defaultQuality
            refuse("quality", of: "JPEG and WebP", at: node, unless: format != .png, format)
        }
        guard let node = reader["lossless"] else { return }
        form.isLossless = boolean(node, "\"lossless\"") ?? false
        refuse("lossless", of: "WebP", at: node, unless: format == nil || format == .webp, format)
        if format == .webp, form.isLossless, let quality = reader["quality"] {
            faults.warning(
                at: faults.location(quality.offset), "\"quality\" changes no pixel of a lossless WebP",
                hint: "Leave one of the two out.")
        }
    }

    private mutating func refuse(
        _ key: String, of formats: String, at node: JSONNode, unless isRight: Bool, _ format: RenditionFormat?
    ) {
        if isRight { return }
        faults.error(
            at: node.offset, "\"\(key)\" cannot stand here: a \(format?.name ?? "") has none",
            hint: "It is of \(formats).")
    }
}
