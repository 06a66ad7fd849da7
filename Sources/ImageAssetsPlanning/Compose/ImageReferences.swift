import ImageAssetsModel

/// The images of a manifest that others are made from, found by name.
struct ImageReferences {
    private let drafts: [EntryDraft]
    private let outputs: [ImageName: PackagePath]
    private let names: Set<ImageName>
    /// Whether an image of any other name is none: not where the images of a family are unknown.
    private let areAll: Bool
    private var comparisons = Bounds.comparisons

    init(_ parsed: ParsedManifest) {
        let drafts = parsed.drafts
        areAll = parsed.hasAllImages
        self.drafts = drafts.filter { !$0.imageSources.isEmpty }
        guard !self.drafts.isEmpty else {
            outputs = [:]
            names = []
            return
        }
        let named = drafts.compactMap { draft in draft.name.map { ($0.value, draft.output?.value) } }
        outputs = Dictionary(named.compactMap { name, output in output.map { (name, $0) } }) { first, _ in first }
        names = Set(named.map(\.0))
    }

    /// Nil where the image, or its output, has a fault that is told elsewhere.
    func reference(to image: ImageName, at location: SourceLocation) -> Reference? {
        outputs[image].map { Reference(nil, of: image, path: $0, at: location) }
    }

    /// Tells of names that no image has, and of images that are made from themselves.
    mutating func check(_ faults: inout FileDiagnostics) {
        if areAll { checkNames(&faults) }
        ImageCycles(drafts).tell(&faults)
    }

    private mutating func checkNames(_ faults: inout FileDiagnostics) {
        var told: Set<SourceLocation> = []
        for draft in drafts {
            faults.subject = draft.subject
            for source in draft.imageSources where !names.contains(source.value) {
                let name = source.value.text
                var hint: String?
                if told.insert(source.location).inserted, names.count <= comparisons {
                    comparisons -= names.count
                    hint = NearestName.hint(name, among: names.map(\.text).sorted())
                }
                let fault = Diagnostic(
                    file: faults.file, at: source.location, "no image has the name \(Diagnostic.quoted(name))",
                    hint: hint)
                faults.add(fault, kind: "unknown image")
            }
        }
        faults.subject = nil
    }
}

extension EntryDraft {
    /// The images that it is made from.
    var imageSources: [Located<ImageName>] {
        pictures.compactMap { source in
            source.value.image.map { Located($0, at: source.location) }
        }
    }
}
