import ImageAssetsModel
import ImageAssetsText

/// Makes the images of a manifest's entries: one of each, and of an entry with `each` one for each combination of its
/// variables' values.
///
/// Names and paths are filled in here. Prompts are not: their files have `${…}` too, and are not read yet.
struct Expander {
    let folder: PackagePath?
    var faults: FileDiagnostics
    private let fragments: FragmentNames
    /// The output of `defaults` for images without a family: nearly all have the same.
    private var commonOutput: BoundOutput?
    /// The renditions of `defaults` for them.
    private var commonRenditions: [BoundRendition]?
    /// Places in `defaults` whose fault was told.
    private var told: Set<SourceLocation> = []
    /// Places of sets whose folder was told to be no catalog's.
    var warned: Set<SourceLocation> = []
    /// Of the family whose names are looked up, the variables that it uses.
    private var used: Set<Int> = []

    static func expand(_ written: ManifestTemplate) -> ParsedManifest {
        var expander = Expander(written)
        var parsed = ParsedManifest(
            rules: written.rules, maximumRequests: written.maximumRequests, spending: written.spending,
            swiftNames: written.swiftNames,
            fragments: written.fragments, hasAllImages: written.hasAllImages, faults: expander.faults)
        parsed.drafts.reserveCapacity(written.entries.reduce(0) { $0 + ($1.family?.numbers.count ?? 1) })
        for entry in written.entries {
            expander.expand(entry, &parsed.drafts)
            if let family = entry.family { parsed.families.append((family, expander.used)) }
        }
        parsed.faults = expander.faults
        return parsed
    }

    private init(_ written: ManifestTemplate) {
        folder = written.folder
        fragments = FragmentNames(written.fragments.map(\.name))
        faults = written.faults
    }

    private mutating func expand(_ entry: EntryTemplate, _ drafts: inout [EntryDraft]) {
        faults.subject = entry.family.map { .family($0) }
        used = []
        let errorsBefore = faults.errorCount
        var bound = BoundEntry(entry)
        bound.name = entry.name.flatMap { bind($0.value, entry, at: $0.location) }
        if let prompt = entry.prompt, case .file(let path) = prompt.value {
            bound.promptFile = bind(path, entry, at: prompt.location)
        }
        bound.references = entry.references.compactMap { bind($0, entry) }
        bound.mask = entry.mask.flatMap { bind($0, entry) }
        bound.output = output(entry)
        bound.alt = entry.alt.flatMap { alt($0, entry) }
        bound.renditions = entry.renditions.isEmpty ? [] : renditions(entry)
        bound.isSound = entry.isSound && faults.errorCount == errorsBefore
        bound.fixReferences(in: folder, &faults)
        if let family = entry.family {
            for number in family.numbers {
                drafts.append(draft(of: bound, Combination(family: family, number: number)))
            }
        } else {
            drafts.append(draft(of: bound, nil))
        }
        faults.subject = nil
    }

    // MARK: Names are looked up

    private mutating func output(_ entry: EntryTemplate) -> BoundOutput? {
        guard let output = entry.output else { return nil }
        let isCommon = !entry.ownsOutput && entry.family == nil
        if isCommon, let commonOutput { return commonOutput }
        let template = bind(output.value, entry, at: .output, isDefault: !entry.ownsOutput)
        let bound = template.map { BoundOutput(template: $0, location: output.location) }
        if isCommon { commonOutput = bound }
        return bound
    }

    private mutating func renditions(_ entry: EntryTemplate) -> [BoundRendition] {
        let isCommon = !entry.ownsRenditions && entry.family == nil
        if isCommon, let commonRenditions { return commonRenditions }
        let renditions = entry.renditions.compactMap { rendition -> BoundRendition? in
            let template = bind(rendition.path.value, entry, at: .output, isDefault: !entry.ownsRenditions)
            let dark = rendition.dark.flatMap { appearance($0, entry) }
            let tinted = rendition.tinted.flatMap { appearance($0, entry) }
            return template.map {
                let path = BoundOutput(template: $0, location: rendition.path.location)
                return BoundRendition(written: rendition, path: path, dark: dark, tinted: tinted)
            }
        }
        if isCommon { commonRenditions = renditions }
        return renditions
    }

    private mutating func appearance(
        _ name: Located<Varying<ImageName>>, _ entry: EntryTemplate
    ) -> Filling<ImageName>? {
        bind(name.value, entry, at: name.location, in: .output, isDefault: !entry.ownsRenditions)
    }

    private mutating func alt(_ alt: Located<Template>, _ entry: EntryTemplate) -> Filling<String>? {
        if case .plain(let text) = alt.value { return .fixed(text, at: alt.location) }
        return bind(alt.value, entry, at: .alt).map { .varying($0, at: alt.location) }
    }

    private mutating func bind(_ picture: Located<PictureTemplate>, _ entry: EntryTemplate) -> BoundPicture? {
        switch picture.value {
        case .file(let path): bind(path, entry, at: picture.location).map { .file($0) }
        case .image(let name): bind(name, entry, at: picture.location).map { .image($0) }
        }
    }

    private mutating func bind<Value>(
        _ value: Varying<Value>, _ entry: EntryTemplate, at location: SourceLocation, in place: Scope.Place = .field,
        isDefault: Bool = false
    ) -> Filling<Value>? {
        switch value {
        case .fixed(let value): .fixed(value, at: location)
        case .template(let template):
            bind(template, entry, at: place, isDefault: isDefault).map { .varying($0, at: location) }
        }
    }

    /// - Parameter isDefault: whether it stands in `defaults`, where the entry has to be told beside the fault, once.
    private mutating func bind(
        _ template: Template, _ entry: EntryTemplate, at place: Scope.Place, isDefault: Bool = false
    ) -> BoundTemplate? {
        let scope = Scope(family: entry.family, fragments: fragments, place: place)
        let (bound, found) = scope.bind(template.pieces)
        for fault in found where !isDefault || told.insert(fault.name.location).inserted {
            faults.error(
                at: fault.name.location, fault.message + (isDefault ? ", for the image at \(entry.location)" : ""),
                hint: fault.hint)
        }
        if entry.family != nil { used.formUnion(bound?.variables ?? []) }
        return bound
    }
}
