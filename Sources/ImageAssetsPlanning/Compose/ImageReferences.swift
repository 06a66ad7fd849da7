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
        for draft in areAll ? drafts : [] {
            faults.subject = draft.subject
            for source in draft.imageSources where !names.contains(source.value) {
                let name = source.value.text
                var hint: String?
                if names.count <= comparisons {
                    comparisons -= names.count
                    hint = NearestName.hint(name, among: names.map(\.text).sorted())
                }
                faults.error(at: source.location, "no image has the name \(Diagnostic.quoted(name))", hint: hint)
            }
        }
        faults.subject = nil
        for cycle in cycles() {
            let path = (cycle.names + cycle.names.prefix(1)).map(\.text).joined(separator: " → ")
            let isOwn = cycle.names.count == 1
            faults.error(
                at: cycle.location,
                isOwn ? "an image is made from itself: \(path)" : "images are made from each other: \(path)",
                hint: isOwn
                    ? "Another image, or a file, has to be the reference."
                    : "One of them has to be made without the others.")
        }
    }

    // MARK: Cycles

    private struct Cycle {
        var names: [ImageName]
        /// Of the reference that closes it.
        var location: SourceLocation
    }

    /// Each once, as a walk in the manifest's order comes upon it; a chain may be as long as the manifest.
    private func cycles() -> [Cycle] {
        var parents: [ImageName: [Located<ImageName>]] = [:]
        for draft in drafts {
            if let name = draft.name?.value, parents[name] == nil { parents[name] = draft.imageSources }
        }
        var found: [Cycle] = []
        var done: Set<ImageName> = []
        for start in drafts.compactMap(\.name?.value) where !done.contains(start) {
            var path: [(name: ImageName, next: Int)] = [(start, 0)]
            var depths = [start: 0]
            while let (name, next) = path.last {
                let above = parents[name] ?? []
                guard next < above.count else {
                    done.insert(name)
                    depths[name] = nil
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let parent = above[next].value
                if let depth = depths[parent] {
                    found.append(Cycle(names: path[depth...].map(\.name), location: above[next].location))
                } else if !done.contains(parent) {
                    depths[parent] = path.count
                    path.append((parent, 0))
                }
            }
        }
        return found
    }
}

extension EntryDraft {
    /// The images that it is made from.
    fileprivate var imageSources: [Located<ImageName>] {
        (references + (mask.map { [$0] } ?? [])).compactMap { source in
            source.value.image.map { Located($0, at: source.location) }
        }
    }
}
