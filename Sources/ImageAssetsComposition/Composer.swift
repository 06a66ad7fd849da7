import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsText

/// Makes products of a manifest's entries and the files that they name, and checks these against each other. Pure: what
/// the files are was found out before.
package struct Composer {
    let parsed: ParsedManifest
    let files: ManifestFiles
    private let formats: Set<RenditionFormat>
    private let lockedTypes: [SHA256Digest: ReferenceType]
    var faults: FileDiagnostics
    /// Files whose fault was told where the manifest first names them so.
    private var told: [Citation: ObjectIdentifier?] = [:]
    var prompts: PromptComposer
    private var collisions: PathCollisions

    enum Citation: Hashable {
        case promptFile(PackagePath)
        case reference(PackagePath)
        case mask(PackagePath)
    }

    private init(
        _ parsed: ParsedManifest, of manifest: PackagePath, _ files: ManifestFiles, formats: Set<RenditionFormat>,
        lockedTypes: [SHA256Digest: ReferenceType]
    ) {
        self.parsed = parsed
        self.files = files
        self.formats = formats
        self.lockedTypes = lockedTypes
        faults = parsed.faults
        prompts = PromptComposer(limit: parsed.rules?.maximumPromptLength)
        collisions = PathCollisions(files, manifest: manifest)
    }

    /// All that is wrong with a manifest and the files that it names, in the order of the file, or else its products.
    ///
    /// A reference that is a Git LFS pointer is no fault: it counts by its object, whose type `lockedTypes` may know.
    ///
    /// - Parameters:
    ///   - formats: those that this tool was built to make.
    ///   - lockedTypes: of references that the lockfile knows, for those that are Git LFS pointers now.
    package static func compose(
        _ parsed: ParsedManifest, of manifest: PackagePath, _ files: ManifestFiles, formats: Set<RenditionFormat>,
        lockedTypes: [SHA256Digest: ReferenceType] = [:]
    ) throws(Diagnostics) -> ComposedManifest {
        var composer = Composer(parsed, of: manifest, files, formats: formats, lockedTypes: lockedTypes)
        let products = composer.compose()
        if composer.faults.errorCount == 0 { composer.prompts.warnOfUnused(parsed, &composer.faults) }
        let found = composer.faults.sorted
        guard let rules = parsed.rules, composer.faults.errorCount == 0 else { throw Diagnostics(found) }
        return ComposedManifest(
            path: manifest, rules: rules, products: products, maximumRequests: parsed.maximumRequests,
            spending: parsed.spending, warnings: found,
            origins: PromptOrigins(manifest, parsed.drafts, composer.prompts), swiftNames: parsed.swiftNames)
    }

    /// The products that have no fault.
    private mutating func compose() -> [Product] {
        readFragments()
        var images = ImageReferences(parsed)
        images.check(&faults)
        let taken = NameCollisions.check(parsed.drafts, &faults)
        collisions.check(parsed.drafts, parsed.fragments, besides: taken, &faults)
        SetNames.check(parsed.drafts, besides: taken, &faults)
        if let names = parsed.swiftNames {
            IdentifierCollisions.check(parsed.drafts, &faults)
            collisions.check(names, &faults)
        }
        parsed.drafts.checkFormats(formats, &faults)
        warnOfIcons()
        var products: [Product] = []
        products.reserveCapacity(parsed.drafts.count)
        for draft in parsed.drafts {
            faults.subject = draft.subject
            let prompt = self.prompt(draft)
            let references = draft.references.compactMap { self.reference($0, of: draft, images) }
            let mask = draft.mask.flatMap { self.mask($0, of: draft, images) }
            checkExceptions(draft)
            guard let entry = draft.entry, let prompt, references.count == draft.references.count,
                (mask == nil) == (draft.mask == nil)
            else { continue }
            products.append(Product(entry: entry, prompt: prompt, references: references, mask: mask))
        }
        faults.subject = nil
        prompts.checkFragments(parsed, &faults)
        return products
    }

    /// Parameters that the service takes, but not with this model or for this operation.
    private mutating func checkExceptions(_ draft: EntryDraft) {
        guard let rules = parsed.rules, let parameters = draft.parameters, !parameters.value.isEmpty else { return }
        let operation: ImageAssetsModel.Operation = draft.isEdit ? .edits : .generations
        for exception in rules.exceptions
        where exception.covers(draft.model?.value ?? "", operation, parameters.value) {
            let what =
                exception.value.map { "cannot be \($0.written)" } ?? "cannot be given"
            let condition =
                exception.model.map { "with the model \($0)" }
                ?? (draft.isEdit ? "for an image with references" : "for an image without references")
            faults.error(
                at: parameters.location,
                "the parameter \(Diagnostic.quoted(exception.parameter)) \(what) \(condition)",
                hint: "\(rules.name) refuses it"
                    + (draft.combination == nil
                        ? draft.name.map { "; the image is \(Diagnostic.quoted($0.value.text))." } ?? "." : "."))
        }
    }

    /// Of two that have one name Xcode takes the newer kind, and nobody would see ours.
    private mutating func warnOfIcons() {
        if files.icons.isEmpty { return }
        var told: Set<PackagePath> = []
        for draft in parsed.drafts {
            for case let rendition? in draft.renditions.groups.map(\.first) {
                guard let set = rendition.set, let icon = files.icons[set.path], told.insert(set.path).inserted else {
                    continue
                }
                faults.warning(
                    at: draft.site(of: rendition),
                    "\(icon) has the name of the appiconset \(set.path), and Xcode 26 takes it for the app's icon",
                    hint: "Remove or rename one of the two.")
            }
        }
    }

    // MARK: Files

    private mutating func reference(
        _ source: Located<PictureSource>, of draft: EntryDraft, _ images: ImageReferences
    ) -> Reference? {
        switch source.value {
        case .file(let path):
            refuseOutput(path, "reference", of: draft, at: source.location)
                ? nil : reference(path, at: source.location)
        case .image(let name): images.reference(to: name, at: source.location)
        }
    }

    private mutating func reference(_ path: PackagePath, at place: SourceLocation) -> Reference? {
        switch files.references[path] {
        case .image(let digest, let type, let byteCount):
            return Reference(Input(path: path, sha256: digest, type: type), at: place, byteCount: byteCount)
        case .pointer(let digest, let byteCount):
            if let type = lockedTypes[digest] ?? ReferenceType(fileName: path.lastPart) {
                let input = Input(path: path, sha256: digest, type: type)
                return Reference(input, at: place, byteCount: byteCount, isPointer: true)
            }
            tell(.reference(path)) {
                $0.error(
                    at: place, "\(path) is a Git LFS pointer, and nothing tells what kind of image it stands for",
                    hint: "Fetch the image with: git lfs pull")
            }
        case .other(let kind):
            let what = kind.predicate(insteadOf: "a PNG, JPEG or WebP image")
            tell(.reference(path)) { $0.error(at: place, "\(path) \(what)", hint: kind.wayBack) }
        case .tooLarge(let byteCount):
            guard let rules = parsed.rules else { return nil }
            tell(.reference(path)) {
                $0.error(
                    at: place,
                    "\(path) has \(byteCount) bytes; \(rules.name) takes references of less than "
                        + "\(rules.maximumReferenceBytes)")
            }
        case .unreadable(let error): report(error, .reference(path), at: place)
        case nil: break
        }
        return nil
    }

    private mutating func mask(
        _ source: Located<PictureSource>, of draft: EntryDraft, _ images: ImageReferences
    ) -> Reference? {
        guard let rules = parsed.rules else { return nil }
        let place = source.location
        if let fault = rules.maskFault(isEdit: draft.isEdit) {
            faults.error(at: place, fault.message, hint: fault.hint)
            return nil
        }
        if let image = source.value.image { return images.reference(to: image, at: place) }
        guard let path = source.value.path, !refuseOutput(path, "mask", of: draft, at: place),
            let picture = files.references[path]
        else { return nil }
        if case .unreadable(let error) = picture { report(error, .mask(path), at: place) }
        do throws(MaskRuleFault) {
            return try picture.mask(path, at: place, by: rules)
        } catch {
            tell(.mask(path)) { $0.error(at: place, error.message, hint: error.hint) }
            return nil
        }
    }

    /// Tells of a path that is the output of an image or of a rendition, whether there is a file or not.
    private mutating func refuseOutput(
        _ path: PackagePath, _ what: String, of draft: EntryDraft, at place: SourceLocation
    ) -> Bool {
        guard let owner = collisions.owner(of: path), let name = owner.draft.name?.value else { return false }
        let isOwn = name == draft.name?.value
        let image = "{ \"image\": \(Diagnostic.quoted(name.text)) }"
        let fault = Diagnostic(
            file: faults.file, at: place,
            "the \(what) \(path) is \(owner.isRendition ? "a rendition" : "the output") of \(owner.draft.label) at "
                + "\(owner.site)",
            hint: isOwn
                ? "No image can be made from itself: another image, or a file, has to be the \(what)."
                : owner.isRendition
                    ? "No image can be made from a rendition. Write \(image): then its asset is sent."
                    : "Write \(image): then it is made before this one.")
        faults.add(fault, kind: (isOwn ? "own " : "") + (owner.isRendition ? "rendition" : "output"))
        return true
    }

    mutating func report(_ error: PackageFolderError, _ file: Citation, at place: SourceLocation) {
        let hint = files.nearest[file.path].map { "Did you mean \(Diagnostic.quoted($0.text))?" }
        tell(file) { $0.error(at: place, error.description, hint: hint) }
    }

    /// Once for each file and what it is named for, however many images name it; those of one family are counted.
    mutating func tell(_ file: Citation, _ fault: (inout FileDiagnostics) -> Void) {
        let family = faults.subject.map { ObjectIdentifier($0.family) }
        if let first = told[file] {
            guard let first, first == family else { return }
        } else {
            told[file] = .some(family)
        }
        fault(&faults)
    }
}

extension Composer.Citation {
    fileprivate var path: PackagePath {
        switch self {
        case .promptFile(let path), .reference(let path), .mask(let path): path
        }
    }
}

/// A manifest with all that it names looked at and found right.
package struct ComposedManifest: Sendable {
    package let path: PackagePath
    package let rules: ServiceRules
    /// In the order of the file; names and outputs are unique.
    package let products: [Product]
    /// Requests that a run may send when its command line does not say.
    package let maximumRequests: Int?
    package var spending = SpendingRules()
    /// What is odd and no fault, in the order of the file.
    package let warnings: [Diagnostic]
    /// Where the words of the prompts come from.
    package let origins: PromptOrigins
    package var swiftNames: SwiftNames?

    package var names: Set<ImageName> { Set(products.map(\.name)) }
}

extension ParameterValue {
    /// As the manifest writes it.
    fileprivate var written: String {
        switch self {
        case .string(let text): Diagnostic.quoted(text)
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        }
    }
}
