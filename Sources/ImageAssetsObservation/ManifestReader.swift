import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Reads a manifest, and looks at all files that it names, side by side.
package struct ManifestReader {
    let path: PackagePath
    let files: SeenFiles
    package let parsed: ParsedManifest

    private var folder: PackageFolder { files.folder }

    init(_ parsed: ParsedManifest, of path: PackagePath, in files: SeenFiles) {
        self.parsed = parsed
        self.path = path
        self.files = files
    }

    package init(_ path: PackagePath, in files: SeenFiles) throws(Diagnostics) {
        self.init(try Self.parse(path, in: files.folder, .executable), of: path, in: files)
    }

    /// Reads the manifest's own text; what is wrong with that is told when it is composed.
    package static func parse(
        _ path: PackagePath, in folder: PackageFolder, _ invocation: Invocation
    ) throws(Diagnostics) -> ParsedManifest {
        do throws(PackageFolderError) {
            return ManifestParser.parse(try folder.text(path), file: path)
        } catch {
            let hint: String? =
                switch error.fault {
                case .absent: "A first one is written by: \(invocation.command("init\(path.option)"))"
                case .tooLarge: "Split it, or bring back the one that was committed."
                default: nil
                }
            throw Diagnostics([Diagnostic(file: path.text, "the manifest \(error.fault.predicate)", hint: hint)])
        }
    }

    /// The manifest's products, or all that is wrong with it and the files that it names.
    ///
    /// - Parameters:
    ///   - lockedTypes: of references that the lockfile knows.
    ///   - formats: those that this tool was built to make.
    package func compose(
        _ seen: ManifestFiles, lockedTypes: [SHA256Digest: ReferenceType] = [:],
        formats: Set<RenditionFormat> = Encoders.formats
    ) throws(Diagnostics) -> ComposedManifest {
        try Composer.compose(parsed, of: path, seen, formats: formats, lockedTypes: lockedTypes)
    }

    package func look() async -> ManifestFiles {
        var found = ManifestFiles()
        let prompts = distinct(parsed.drafts.compactMap(\.promptFile) + parsed.fragmentFiles)
        let references = distinct(parsed.drafts.flatMap(\.pictures).compactMap(\.value.path))
        let promptLimit = parsed.rules?.maximumPromptLength
        for (path, look) in zip(
            prompts, await prompts.mapOnAllCores { [folder] in Self.prompt($0, in: folder, limit: promptLimit) })
        {
            found.prompts[path] = look
        }
        let limit = parsed.rules?.maximumReferenceBytes
        let known = references.map { ($0, files.knownDigest(of: $0)) }
        for (path, look) in zip(
            references, await known.mapOnAllCores { [folder] in Self.picture($0, $1, in: folder, limit: limit) })
        {
            found.references[path] = look.picture
            if let stamp = look.stamp, let digest = look.picture.digest { files.remember(digest, stamp, at: path) }
        }
        var real = RealPaths(files)
        for path in PathCollisions.own(path).map(\.path) + prompts + references
            + parsed.drafts.compactMap(\.output?.value) + parsed.drafts.flatMap(\.renditions).map(\.output)
            + (parsed.swiftNames.map { [$0.output] } ?? [])
        { real.look(at: path, into: &found) }
        for group in parsed.drafts.flatMap(\.renditions.groups) {
            guard let file = group.first, let set = file.set else { continue }
            real.lookAtFolder(of: file.output, into: &found)
            found.icons[set.path] = icon(over: set)
        }
        nameNearest(prompts, references, &found)
        return found
    }

    private func distinct(_ paths: [PackagePath]) -> [PackagePath] {
        var seen: Set<PackagePath> = []
        return paths.filter { seen.insert($0).inserted }
    }

    /// An icon of Icon Composer's, which lies beside the set or beside its catalog.
    private func icon(over set: CatalogSet) -> PackagePath? {
        guard case .icon = set.contents.kind, let name = try? PackagePath("\(set.name).icon") else { return nil }
        let places = [set.path.parent] + (set.catalog.map { [$0.parent] } ?? [])
        return places.map(name.inside).first { folder.existingFolder($0) != nil }
    }

    // MARK: Prompt files

    private enum Text {
        case bytes(Data)
        case tooLarge(byteCount: Int)
    }

    private static func prompt(
        _ path: PackagePath, in folder: PackageFolder, limit: Int?
    ) -> ManifestFiles.Prompt {
        do throws(PackageFolderError) {
            // Four bytes a character, each of them a line end of two.
            let text = try folder.stamped(path, upTo: (limit ?? Bounds.promptLength) * 8) {
                descriptor, byteCount, limit -> Text? in
                if byteCount > limit { return .tooLarge(byteCount: byteCount) }
                return FileBytes.read(descriptor, byteCount: byteCount, upTo: limit).map(Text.bytes)
            }.result
            switch text {
            case .tooLarge(let byteCount): return .tooLarge(byteCount: byteCount)
            case .bytes(let bytes): return PromptText.normalized(bytes).map { .text($0) } ?? .notUTF8
            }
        } catch {
            return .unreadable(error)
        }
    }

    // MARK: References

    /// - Parameter digest: of the whole file, where it is known.
    private static func picture(
        _ path: PackagePath, _ digest: SHA256Digest?, in folder: PackageFolder, limit: Int?
    ) -> (picture: ManifestFiles.Picture, stamp: FileStamp?) {
        do throws(PackageFolderError) {
            let (picture, stamp) = try folder.stamped(path, upTo: limit ?? Bounds.pictureBytes) {
                Self.picture($0, byteCount: $1, digest, limit: $2)
            }
            return (picture, stamp)
        } catch {
            return (.unreadable(error), nil)
        }
    }

    private static func picture(
        _ descriptor: Int32, byteCount: Int, _ digest: SHA256Digest?, limit: Int
    ) -> ManifestFiles.Picture? {
        guard let start = FileBytes.readStart(descriptor, count: LFSPointer.maximumByteCount) else { return nil }
        let isTooLarge = { (byteCount: Int) in byteCount >= limit }
        if let pointer = LFSPointer(start) {
            if isTooLarge(pointer.byteCount) { return .tooLarge(byteCount: pointer.byteCount) }
            return .pointer(pointer.sha256, byteCount: pointer.byteCount)
        }
        guard let type = ReferenceType(start: start) else { return .other(FileKind(start)) }
        if isTooLarge(byteCount) { return .tooLarge(byteCount: byteCount) }
        if let digest { return .image(digest, type, byteCount: byteCount) }
        guard lseek(descriptor, 0, SEEK_SET) == 0,
            let hashed = FileBytes.digest(descriptor, byteCount: byteCount, upTo: limit)
        else { return nil }
        return .image(hashed.digest, type, byteCount: byteCount)
    }

    // MARK: What is missing

    /// In the order of the manifest, and no more than anybody reads hints for.
    private func nameNearest(
        _ prompts: [PackagePath], _ references: [PackagePath], _ found: inout ManifestFiles
    ) {
        var names: [PackagePath?: [String]] = [:]
        var comparisons = Bounds.comparisons
        guard (prompts + references).contains(where: found.isMissing) else { return }
        for path in parsed.fragmentFiles
            + parsed.drafts.flatMap({ draft in
                [draft.promptFile].compactMap { $0 } + draft.pictures.compactMap(\.value.path)
            })
        where found.nearest[path] == nil && found.isMissing(path) {
            let beside = names[path.parent] ?? folder.names(in: path.parent).sorted()
            names[path.parent] = beside
            guard beside.count <= comparisons else { continue }
            comparisons -= beside.count
            guard let name = NearestName.of(path.lastPart, among: beside) else { continue }
            let nearest = try? path.parent.map { try PackagePath($0.text + "/" + name) } ?? PackagePath(name)
            found.nearest[path] = nearest?.relative(to: self.path.parent)
        }
    }
}

extension EntryDraft {
    fileprivate var promptFile: PackagePath? {
        if case .file(let path)? = prompt?.value { path } else { nil }
    }
}

extension ManifestFiles.Picture {
    /// Of the file's own bytes.
    fileprivate var digest: SHA256Digest? {
        if case .image(let digest, _, _) = self { digest } else { nil }
    }
}

extension ManifestFiles {
    fileprivate func isMissing(_ path: PackagePath) -> Bool {
        if case .unreadable(let error)? = prompts[path], error.fault == .absent { return true }
        if case .unreadable(let error)? = references[path], error.fault == .absent { return true }
        return false
    }
}
