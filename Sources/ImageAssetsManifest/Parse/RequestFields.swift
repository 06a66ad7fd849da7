import ImageAssetsModel
import ImageAssetsText

/// The fields of a request that a service has rules for.
extension ManifestParser {
    mutating func model(_ node: JSONNode) -> Located<String>? {
        guard let model = string(node, "\"model\"") else { return nil }
        switch rules?.models {
        case nil: return model
        case .any:
            if !model.value.allSatisfy(\.isWhitespace) { return model }
            faults.error(at: model.location, "\"model\" is blank")
        case .only(let models):
            if models.contains(model.value) { return model }
            faults.error(
                at: model.location, "\(rules?.name ?? "") has no model \(Diagnostic.quoted(model.value))",
                hint: suggestion(model.value, models))
        }
        return nil
    }

    mutating func size(_ node: JSONNode) -> Located<RequestedSize>? {
        guard let text = string(node, "\"size\"") else { return nil }
        if case .only(let sizes)? = rules?.sizes, !sizes.contains(text.value) {
            faults.error(
                at: text.location, "\(rules?.name ?? "") has no size \(Diagnostic.quoted(text.value))",
                hint: "Its sizes are \(sizes.joined(separator: ", ")).")
            return nil
        }
        guard let size = RequestedSize(text.value) else {
            faults.error(
                at: text.location, "\(Diagnostic.quoted(text.value)) is no size",
                hint: "A size is \"auto\", or width and height in pixels: \"1536x1024\".")
            return nil
        }
        if case .rule(let rule)? = rules?.sizes, case .pixels(let pixels) = size, let fault = rule.fault(of: pixels) {
            faults.error(
                at: text.location, "\(rules?.name ?? "") has no size \(Diagnostic.quoted(text.value)): \(fault)")
            return nil
        }
        return Located(size, at: text.location)
    }

    /// Those that are right: they are looked at further beside the others' faults.
    mutating func parameters(_ node: JSONNode) -> Located<[String: ParameterValue]>? {
        guard let members = json.members(node) else { return mismatch(node, "\"parameters\"", "an object") }
        let allowed = rules?.parameters.keys.sorted()
        var values: [String: ParameterValue] = [:]
        var seen: Set<String> = []
        for member in members {
            let name = json.string(member.key) ?? ""
            let key = Diagnostic.quoted(name)
            if !seen.insert(name).inserted {
                faults.error(at: member.key.offset, "the parameter \(key) stands here a second time")
            } else if ServiceRules.reservedParameters.contains(name) {
                faults.error(
                    at: member.key.offset, "\(key) cannot be a parameter",
                    hint: Self.reservedHint(name))
            } else if let allowed, !allowed.contains(name) {
                faults.error(
                    at: member.key.offset, "\(rules?.name ?? "") takes no parameter \(key)",
                    hint: allowed.isEmpty ? "It takes no parameters at all." : suggestion(name, allowed))
            } else {
                values[name] = parameter(member.value, name)
            }
        }
        return Located(values, at: faults.location(node.offset))
    }

    private mutating func parameter(_ node: JSONNode, _ name: String) -> ParameterValue? {
        let what = "the parameter \(Diagnostic.quoted(name))"
        return rules?.parameters[name].flatMap { word(node, what, among: $0) }.map(ParameterValue.string)
    }

    private static func reservedHint(_ key: String) -> String {
        switch key {
        case "n", "stream", "partial_images": "One entry is one image and one request."
        case "model", "size", "prompt": "It is a key of the image itself."
        case "image", "image[]": "Reference images are listed in \"references\"."
        default: "The tool decides it itself."
        }
    }

    func suggestion(_ text: String, _ allowed: [String]) -> String {
        NearestName.hint(text, among: allowed) ?? "Allowed here: \(allowed.joined(separator: ", "))."
    }
}

extension ServiceRules.Models {
    /// The model of an image that names none.
    var fallback: String {
        switch self {
        case .only(let models): models.first ?? ""
        case .any(let model): model
        }
    }
}

extension ServiceRules.SizeRule {
    /// Why a size cannot be asked for; nil when it can.
    func fault(of size: PixelSize) -> String? {
        let (short, long) = (min(size.width, size.height), max(size.width, size.height))
        if size.width % multipleOf != 0 || size.height % multipleOf != 0 {
            return "both sides must be multiples of \(multipleOf)"
        }
        if long > maximumSide { return "no side can be longer than \(maximumSide)" }
        if long > short * maximumRatio { return "one side can be at most \(maximumRatio) times the other" }
        let count = size.width * size.height
        if !pixels.contains(count) {
            return "it has \(count) pixels, and must have \(pixels.lowerBound) to \(pixels.upperBound)"
        }
        return nil
    }
}
