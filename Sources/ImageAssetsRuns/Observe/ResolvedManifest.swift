import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

/// A manifest with every file that it names read: the one way in for whatever plans, checks or explains.
package struct ResolvedManifest: Sendable {
    package let path: PackagePath
    package let rules: ServiceRules
    /// In the order of the file; names and outputs are unique.
    package let images: [Product]
    /// Requests that a run may send when its command line does not say.
    package let maximumRequests: Int?
    /// What is odd and no fault, in the order of the file.
    package let warnings: [Diagnostic]

    package init(
        path: PackagePath, rules: ServiceRules, images: [Product], maximumRequests: Int? = nil,
        warnings: [Diagnostic] = []
    ) {
        self.path = path
        self.maximumRequests = maximumRequests
        self.rules = rules
        self.images = images
        self.warnings = warnings
    }

    /// Reads the manifest's own text; what is wrong with that is told when it is resolved.
    static func parse(
        _ path: PackagePath, in files: SeenFiles, invocation: Invocation = .executable
    ) throws(Diagnostics) -> ParsedManifest {
        do throws(PackageFolderError) {
            return ManifestParser.parse(SourceText(try files.read(path)), file: path)
        } catch {
            let command = invocation.command("init\(path.option)")
            let hint = error.problem == .absent ? "A first one is written by: \(command)" : nil
            throw Diagnostics([Diagnostic(file: path.text, "the manifest \(error.predicate)", hint: hint)])
        }
    }

    /// Reads all that a manifest names, or throws everything that is wrong with it and them, in the order of the file.
    ///
    /// Nothing is written and nothing is sent. A reference that is a Git LFS pointer is no fault: it counts by its
    /// object, whose type `lockedType` may know.
    init(
        resolving parsed: ParsedManifest, path: PackagePath, in files: SeenFiles,
        lockedType: @escaping @Sendable (SHA256Digest) -> ReferenceType? = { _ in nil }
    ) throws(Diagnostics) {
        var resolver = ManifestResolver(files: files, manifest: path, parsed: parsed, lockedType: lockedType)
        let images = resolver.resolve()
        let found = resolver.faults.sorted
        guard let rules = parsed.rules, resolver.faults.errorCount == 0 else { throw Diagnostics(found) }
        self.init(
            path: path, rules: rules, images: images, maximumRequests: parsed.maximumRequests, warnings: found)
    }
}
