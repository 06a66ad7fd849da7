import ImageAssetsModel
import ImageAssetsText

/// Values in which `${…}` is filled in. Each is nil after its fault was reported.
extension ManifestParser {
    mutating func template(_ node: JSONNode, _ what: String) -> Located<Template>? {
        let faultsBefore = faults.errorCount
        let template = faultyTemplate(node, what)
        return faults.errorCount == faultsBefore ? template : nil
    }

    /// A text whose `${…}` may have faults that were reported: its other names can be looked up all the same.
    private mutating func faultyTemplate(_ node: JSONNode, _ what: String) -> Located<Template>? {
        guard let text = json.string(node) else { return mismatch(node, what, "a string") }
        let location = faults.location(node.offset)
        guard json.mayHoldNames(node), let parts = TemplateScan.parts(of: text) else {
            return Located(.plain(text), at: location)
        }
        var places = JSONStringPlaces(node, in: json)
        let (pieces, found) = Template.read(parts) { faults.location(places.offset(of: $0)) }
        for (fault, location) in found { faults.error(at: location, fault.message, hint: fault.hint) }
        return Located(Template(pieces), at: location)
    }

    /// A string, or the lines of one, as they are written and as a template, and where the first of them stands; also
    /// where a `${…}` of it has a fault.
    mutating func text(
        _ node: JSONNode, _ what: String, _ wanted: String
    ) -> (written: String, template: Template, start: SourceLocation)? {
        guard let lines = json.elements(node) else {
            guard node.kind == .string else { return mismatch(node, what, wanted) }
            return faultyTemplate(node, what).map { (json.string(node) ?? "", $0.value, $0.location) }
        }
        if lines.allSatisfy({ $0.kind == .string && !json.mayHoldNames($0) }) {
            let text = lines.compactMap(json.string).joined(separator: "\n")
            return (text, .plain(text), faults.location((lines.first ?? node).offset))
        }
        var written: [String] = []
        var pieces: [Template.Piece] = []
        var isRight = true
        let start = faults.location((lines.first ?? node).offset)
        for (number, line) in lines.enumerated() {
            if let template = faultyTemplate(line, "a line of \(what)") {
                written.append(json.string(line) ?? "")
                if number > 0 { pieces.append(.text("\n")) }
                pieces += template.value.pieces
            } else {
                isRight = false
            }
        }
        return isRight ? (written.joined(separator: "\n"), Template(pieces), start) : nil
    }

    /// - Parameter what: the field, for a message: `"promptFile"`.
    mutating func varyingPath(_ node: JSONNode, _ what: String) -> Located<Varying<PackagePath>>? {
        guard let template = template(node, what) else { return nil }
        guard check(template, what) else { return nil }
        let path = template.value.filled(with: "x")
        do throws(PackagePath.Fault) {
            let path = try PackagePath(path)
            if case .plain = template.value { return Located(.fixed(path), at: template.location) }
            return Located(.template(template.value), at: template.location)
        } catch {
            refuse(error, "\(what) \(quoted(node))", at: template.location)
            return nil
        }
    }

    mutating func varyingName(_ node: JSONNode, _ what: String) -> Located<Varying<ImageName>>? {
        guard let template = template(node, what) else { return nil }
        guard check(template, what) else { return nil }
        do throws(ImageName.Fault) {
            let name = try ImageName(template.value.filled(with: "x"))
            if case .plain = template.value { return Located(.fixed(name), at: template.location) }
            return Located(.template(template.value), at: template.location)
        } catch {
            faults.error(
                at: template.location, error.sentence(about: json.string(node) ?? ""), hint: ImageName.rule)
            return nil
        }
    }

    /// Whether no more is to be filled in than a name or path can hold.
    mutating func check(_ template: Located<Template>, _ what: String) -> Bool {
        let count = template.value.names.count
        if count <= Bounds.namesInField { return true }
        faults.error(
            at: template.location, "\(what) has \(count) ${…}; a name or path has at most \(Bounds.namesInField)")
        return false
    }

    mutating func refuse(_ fault: PackagePath.Fault, _ what: String, at location: SourceLocation) {
        let (message, hint) = fault.sentence(about: what)
        faults.error(at: location, message, hint: hint)
    }

    func quoted(_ node: JSONNode) -> String { Diagnostic.quoted(json.string(node) ?? "") }
}
