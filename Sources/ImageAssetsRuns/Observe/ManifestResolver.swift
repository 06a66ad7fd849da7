import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

/// Reads the files that a manifest names, each once, and checks the paths against each other.
package struct ManifestResolver {
    package let files: SeenFiles
    package let manifest: PackagePath
    let parsed: ParsedManifest
    let lockedType: @Sendable (SHA256Digest) -> ReferenceType?
    var faults: FileDiagnostics

    private var references: [PackagePath: ReferenceFile?] = [:]
    private var prompts: [PackagePath: String?] = [:]
    /// Of folders in which something is missing.
    private var names: [PackagePath?: [String]] = [:]
    private var comparisons = Bounds.comparisons

    init(
        files: SeenFiles, manifest: PackagePath, parsed: ParsedManifest,
        lockedType: @escaping @Sendable (SHA256Digest) -> ReferenceType?
    ) {
        self.files = files
        self.manifest = manifest
        self.parsed = parsed
        self.lockedType = lockedType
        faults = parsed.faults
    }

    /// The images that have no fault.
    package mutating func resolve() -> [Product] {
        checkNames()
        var images: [Product] = []
        images.reserveCapacity(parsed.drafts.count)
        for draft in parsed.drafts {
            let prompt = draft.prompt.flatMap { self.prompt($0) }
            let references = draft.references.compactMap { self.reference($0) }
            checkExceptions(draft)
            guard let entry = draft.entry, let prompt, references.count == draft.references.count else { continue }
            images.append(Product(entry: entry, prompt: prompt, references: references))
        }
        var collisions = PathCollisions(folder: files.folder, manifest: manifest)
        collisions.check(parsed.drafts, &faults)
        return images
    }

    private mutating func checkNames() {
        var first: [ImageName: SourceLocation] = [:]
        for name in parsed.drafts.compactMap(\.name) {
            if let place = first[name.value] {
                faults.error(
                    at: name.location,
                    "the name \(Diagnostic.quoted(name.value.text)) is taken by the image at "
                        + "\(place.line):\(place.column)",
                    hint: "Every image has a name of its own.")
            } else {
                first[name.value] = name.location
            }
        }
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
                    + (draft.name.map { "; the image is \(Diagnostic.quoted($0.value.text))." } ?? "."))
        }
    }

    // MARK: Prompt files

    private mutating func prompt(_ source: Located<PromptSource>) -> String? {
        switch source.value {
        case .inline(let text): return text
        case .file(let path):
            if let known = prompts[path] { return known }
            let text = readPrompt(path, cited: source.location)
            prompts[path] = .some(text)
            return text
        }
    }

    private mutating func readPrompt(_ path: PackagePath, cited place: SourceLocation) -> String? {
        // Four bytes a character, each of them a line end of two: what is longer need not be read to be too long.
        if let limit = parsed.rules?.maximumPromptLength, case .file(let byteCount) = files.folder.kind(of: path),
            byteCount > limit * 8
        {
            faults.error(
                at: place, "the prompt in \(path) has \(byteCount) bytes; at most \(limit) characters can be sent")
            return nil
        }
        do throws(PackageFolderError) {
            guard let text = PromptText.normalized(try files.read(path)) else {
                faults.error(at: place, "\(path) is not UTF-8", hint: "Save the prompt file as UTF-8.")
                return nil
            }
            if let fault = PromptText.fault(of: text, limit: parsed.rules?.maximumPromptLength) {
                faults.error(at: place, "the prompt in \(path) \(fault)")
                return nil
            }
            return text
        } catch {
            report(error, path, cited: place)
            return nil
        }
    }

    // MARK: References

    /// What is known of a reference, wherever it is cited.
    private struct ReferenceFile {
        let sha256: SHA256Digest
        package let type: ReferenceType
        let byteCount: Int
        let isPointer: Bool
    }

    private mutating func reference(_ path: Located<PackagePath>) -> Reference? {
        let file: ReferenceFile?
        if let known = references[path.value] {
            file = known
        } else {
            file = readReference(path.value, cited: path.location)
            references[path.value] = .some(file)
        }
        guard let file else { return nil }
        return Reference(
            path: path.value, location: path.location, sha256: file.sha256, type: file.type, byteCount: file.byteCount,
            isPointer: file.isPointer)
    }

    private mutating func readReference(_ path: PackagePath, cited place: SourceLocation) -> ReferenceFile? {
        do throws(PackageFolderError) {
            let (start, byteCount) = try files.folder.readStart(of: path, count: LFSPointer.maximumByteCount)
            if LFSPointer(start) != nil, let pointer = LFSPointer(try files.read(path)) {
                return self.pointer(pointer, path, cited: place)
            }
            guard let type = ReferenceType(start: start) else {
                let kind = FileKind(start)
                let what = kind.predicate(insteadOf: "a PNG, JPEG or WebP image")
                faults.error(at: place, "\(path) \(what)", hint: kind.wayBack)
                return nil
            }
            guard checkSize(byteCount, path, cited: place) else { return nil }
            let sha256 = try files.digest(of: path)
            return ReferenceFile(sha256: sha256, type: type, byteCount: byteCount, isPointer: false)
        } catch {
            report(error, path, cited: place)
        }
        return nil
    }

    private mutating func pointer(
        _ pointer: LFSPointer, _ path: PackagePath, cited place: SourceLocation
    ) -> ReferenceFile? {
        guard checkSize(pointer.byteCount, path, cited: place) else { return nil }
        guard let type = lockedType(pointer.sha256) ?? ReferenceType(fileName: path.lastPart) else {
            faults.error(
                at: place, "\(path) is a Git LFS pointer, and nothing tells what kind of image it stands for",
                hint: "Fetch the image with: git lfs pull")
            return nil
        }
        return ReferenceFile(sha256: pointer.sha256, type: type, byteCount: pointer.byteCount, isPointer: true)
    }

    private mutating func checkSize(_ byteCount: Int, _ path: PackagePath, cited place: SourceLocation) -> Bool {
        guard let rules = parsed.rules, byteCount >= rules.maximumReferenceBytes else { return true }
        faults.error(
            at: place,
            "\(path) has \(byteCount) bytes; \(rules.name) takes references of less than \(rules.maximumReferenceBytes)"
        )
        return false
    }

    private mutating func report(_ error: PackageFolderError, _ path: PackagePath, cited place: SourceLocation) {
        var hint: String?
        if error.problem == .absent {
            let nearest = NearestName.of(path.lastPart, among: namesBeside(path))
            let written = nearest.flatMap { name in
                try? path.parent.map { try PackagePath($0.text + "/" + name) } ?? PackagePath(name)
            }
            hint = written?.relative(to: manifest.parent).map { "Did you mean \(Diagnostic.quoted($0.text))?" }
        }
        faults.error(at: place, error.description, hint: hint)
    }

    /// None when more were compared already than anybody reads hints for.
    private mutating func namesBeside(_ path: PackagePath) -> [String] {
        let names = self.names[path.parent] ?? files.folder.names(in: path.parent).sorted()
        self.names[path.parent] = names
        guard names.count <= comparisons else { return [] }
        comparisons -= names.count
        return names
    }
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
