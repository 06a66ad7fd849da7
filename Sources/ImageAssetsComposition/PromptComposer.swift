import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Makes prompts of templates: fragments first, once for all images of a family, and then each image's own variables.
struct PromptComposer {
    private(set) var fragments: FragmentTexts
    private var names: FragmentNames
    private let limit: Int
    /// Of prompt files that were read.
    private var files: [PackagePath: Template] = [:]
    /// The texts of prompt files with their fragments.
    private var flats: [PackagePath: FlatText?] = [:]
    /// What the images of a family share; those that follow each other are of the same.
    private var last: (family: Family, file: PackagePath?, template: BoundTemplate?)?
    /// Places whose fault was told.
    private var told: Set<Place> = []
    /// By family, the variables that its prompts use.
    private var variables: [ObjectIdentifier: Set<Int>] = [:]

    private struct Place: Hashable {
        let file: PackagePath?
        let location: SourceLocation
    }

    /// - Parameter limit: Unicode scalars that the service takes; nil where nobody knows it.
    init(limit: Int?) {
        self.limit = limit ?? Bounds.promptLength
        names = FragmentNames([])
        fragments = FragmentTexts(limit: self.limit)
    }

    /// - Parameter texts: of the fragments' files.
    init(_ all: [Fragment], texts: [PackagePath: String], limit: Int?, _ faults: inout FileDiagnostics) {
        self.init(limit: limit)
        names = FragmentNames(all.map(\.name))
        var files: [PackagePath: Template] = [:]
        let templates = all.map { fragment -> Template? in
            switch fragment.text?.value {
            case nil: return nil
            case .inline(let template)?: return template
            case .file(let path)?:
                guard let text = texts[path] else { return nil }
                let template = files[path] ?? Self.template(text, in: path, fragment.user(in: faults.file), &faults)
                files[path] = template
                return template
            }
        }
        self.files = files
        fragments.make(all, templates, &faults)
    }

    // MARK: Prompts

    /// What a prompt file holds, once its faults were told.
    mutating func template(
        _ text: String, in file: PackagePath, of draft: EntryDraft, _ faults: inout FileDiagnostics
    ) -> Template {
        if let known = files[file] { return known }
        let template = Self.template(text, in: file, draft.user(in: faults.file), &faults)
        files[file] = template
        return template
    }

    /// - Parameter file: nil for what stands in the entry itself.
    mutating func prompt(
        _ template: Template, in file: PackagePath? = nil, of draft: EntryDraft, _ faults: inout FileDiagnostics
    ) -> String? {
        guard let place = draft.prompt?.location else { return nil }
        let family = draft.combination?.family
        let bound: BoundTemplate?
        if let family, let last, last.family === family, last.file == file {
            bound = last.template
        } else {
            bound = bind(template, in: file, of: draft, &faults)
            last = family.map { ($0, file, bound) }
        }
        guard let bound else { return nil }
        let length = bound.scalarCount(draft.combination)
        if length > limit {
            faults.error(
                at: place, "the prompt is \(length) characters long; at most \(limit) can be sent")
            return nil
        }
        let text = bound.text(draft.combination)
        guard let fault = PromptText.fault(of: text, limit: limit) else { return text }
        faults.error(at: place, "the prompt \(fault)")
        return nil
    }

    /// What is told here is about all images of the family.
    private mutating func bind(
        _ template: Template, in file: PackagePath?, of draft: EntryDraft, _ faults: inout FileDiagnostics
    ) -> BoundTemplate? {
        let family = draft.combination?.family
        let subject = faults.subject
        defer { faults.subject = subject }
        faults.subject = family.map { .family($0) }
        guard let flat = flat(template, in: file, of: draft, &faults) else { return nil }
        let (bound, found) = Scope(family: family, fragments: names, place: .prompt).bind(flat.pieces)
        let own = found.isEmpty || file != nil ? [] : Set(template.names.map(\.location))
        for fault in found { tell(fault, of: draft, own, &faults) }
        if let family, let bound { variables[ObjectIdentifier(family), default: []].formUnion(bound.variables) }
        return bound
    }

    private mutating func flat(
        _ template: Template, in file: PackagePath?, of draft: EntryDraft, _ faults: inout FileDiagnostics
    ) -> FlatText? {
        if let file, let known = flats[file] { return known }
        var found: TextFault?
        let flat = fragments.flat(template) { found = $0 }
        if let file { flats[file] = .some(flat) }
        switch found {
        case nil: break
        case .name(let fault)?: tell(fault, of: draft, file == nil ? [fault.name.location] : [], &faults)
        case let fault?:
            faults.error(
                at: draft.prompt?.location ?? SourceLocation(line: 1, column: 1), "the prompt \(fault.predicate)",
                hint: fault.hint)
        }
        return flat
    }

    /// Where a name stands in a fragment or prompt file, its fault is told once, and beside it who uses that.
    ///
    /// - Parameter own: places in the entry itself.
    private mutating func tell(
        _ fault: Scope.Fault, of draft: EntryDraft, _ own: Set<SourceLocation>, _ faults: inout FileDiagnostics
    ) {
        let name = fault.name
        guard told.insert(Place(file: name.file, location: name.location)).inserted else { return }
        let isOwn = name.file == nil && own.contains(name.location)
        let subject = faults.subject
        if !isOwn { faults.subject = nil }
        let user = draft.user(in: name.file == nil ? nil : faults.file)
        faults.add(name, fault.message + (isOwn ? "" : ", for \(user)"), hint: fault.hint)
        faults.subject = subject
    }

    /// - Parameter user: who names the file.
    private static func template(
        _ text: String, in file: PackagePath, _ user: String, _ faults: inout FileDiagnostics
    ) -> Template {
        guard let parts = TemplateScan.parts(of: text) else { return .plain(text) }
        var finder = LocationFinder(SourceText(text))
        let (pieces, found) = Template.read(parts, in: file) { finder.location(at: $0) }
        for (fault, location) in found {
            let subject = faults.subject
            faults.subject = nil
            faults.add(
                Diagnostic(file: file.text, at: location, "\(fault.message), for \(user)", hint: fault.hint))
            faults.subject = subject
        }
        return Template(pieces)
    }

    // MARK: What nothing uses

    /// What stands in a fragment and is nobody's variable is wrong, also where nothing uses the fragment.
    mutating func checkFragments(_ parsed: ParsedManifest, _ faults: inout FileDiagnostics) {
        guard parsed.hasAllImages else { return }
        let variables = Set(parsed.families.flatMap { $0.family.variables.map(\.name) })
        let scope = Scope(family: nil, fragments: names, place: .prompt)
        for fragment in parsed.fragments {
            let unknown = fragments.template(fragment.name)?.template.names.filter {
                !names.contains($0.text) && !variables.contains($0.text)
            }
            for fault in scope.bind((unknown ?? []).map { .name($0) }).faults {
                let place = Place(file: fault.name.file, location: fault.name.location)
                if told.insert(place).inserted { faults.add(fault.name, fault.message, hint: fault.hint) }
            }
        }
    }

    /// Only where nothing is wrong: a misspelt name is told as such.
    func warnOfUnused(_ parsed: ParsedManifest, _ faults: inout FileDiagnostics) {
        for (number, fragment) in fragments.fragments.enumerated() where !fragments.used.contains(number) {
            faults.warning(
                at: fragment.location, "nothing uses the fragment \(Diagnostic.quoted(fragment.name))",
                hint: "A prompt includes it as ${\(Diagnostic.unquoted(fragment.name))}.")
        }
        for (family, used) in parsed.families {
            let used = used.union(variables[ObjectIdentifier(family)] ?? [])
            for (number, variable) in family.variables.enumerated() where !used.contains(number) {
                faults.warning(
                    at: variable.location, "nothing uses the variable \(Diagnostic.quoted(variable.name))")
            }
        }
    }

    /// The template of a prompt file that was read.
    func template(in file: PackagePath) -> Template? { files[file] }
}

extension EntryDraft {
    /// Who has a prompt, for a fault that stands elsewhere: the entry with its place.
    ///
    /// - Parameter manifest: nil where the fault stands there, too.
    fileprivate func user(in manifest: String?) -> String {
        let place = prompt.map { $0.location.words(in: manifest) } ?? ""
        guard let family = combination?.family else {
            return "the image \(Diagnostic.quoted(name?.value.text ?? "")) at \(place)"
        }
        return "the images \(Diagnostic.quoted(family.template)) at \(place)"
    }
}

extension Fragment {
    fileprivate func user(in manifest: String?) -> String {
        "the fragment \(Diagnostic.quoted(name)) at \(location.words(in: manifest))"
    }
}

extension SourceLocation {
    fileprivate func words(in file: String?) -> String { (file.map { "\($0):" } ?? "") + "\(line):\(column)" }
}
