import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// The images of a manifest that others are made from, or are shown with, found by name.
struct ImageReferences {
    private let drafts: [EntryDraft]
    /// Those whose sets show other images.
    private let showing: [EntryDraft]
    private let outputs: [ImageName: PackagePath]
    private let names: Set<ImageName>
    /// Whether an image of any other name is none: not where the images of a family are unknown.
    private let areAll: Bool
    private var comparisons = Bounds.comparisons

    init(_ parsed: ParsedManifest) {
        let drafts = parsed.drafts
        areAll = parsed.hasAllImages
        self.drafts = drafts.filter { !$0.imageSources.isEmpty }
        showing = drafts.filter { !$0.appearances.isEmpty }
        guard !self.drafts.isEmpty || !showing.isEmpty else {
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
    ///
    /// Two images may well show each other: no asset is made of what a set shows.
    mutating func check(_ faults: inout FileDiagnostics) {
        if areAll { checkNames(&faults) }
        ImageCycles(drafts).tell(&faults)
    }

    private mutating func checkNames(_ faults: inout FileDiagnostics) {
        var told: Set<SourceLocation> = []
        for draft in drafts {
            faults.subject = draft.subject
            for source in draft.imageSources { check(source, of: draft, nil, &told, &faults) }
        }
        for draft in showing {
            faults.subject = draft.subject
            let fromElsewhere =
                draft.written.ownsRenditions
                ? nil : "A set in \"defaults\" shows it in another appearance: give this image renditions of its own."
            for image in draft.appearances { check(image, of: draft, fromElsewhere, &told, &faults) }
        }
        faults.subject = nil
    }

    /// - Parameter elsewhere: a hint for what the image itself does not say.
    private mutating func check(
        _ image: Located<ImageName>, of draft: EntryDraft, _ elsewhere: String?, _ told: inout Set<SourceLocation>,
        _ faults: inout FileDiagnostics
    ) {
        if names.contains(image.value) { return }
        let name = image.value.text
        var hint = elsewhere
        if told.insert(image.location).inserted, hint == nil, names.count <= comparisons {
            comparisons -= names.count
            // Nothing is meant to be itself.
            hint = NearestName.hint(name, among: names.filter { $0 != draft.name?.value }.map(\.text).sorted())
        }
        let fault = Diagnostic(
            file: faults.file, at: image.location, "no image has the name \(Diagnostic.quoted(name))", hint: hint)
        faults.add(fault, kind: "unknown image")
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
