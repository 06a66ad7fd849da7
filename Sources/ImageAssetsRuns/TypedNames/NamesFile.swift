import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsTypedNames

/// The Swift file that a manifest asks for: looked at in every plan, and written whenever the lockfile was.
struct NamesFile {
    private let workspace: Workspace
    private let names: SwiftNames
    private let images: [ImageEntry]
    private let overwrites: Bool
    private let file: SwiftNamesFile

    fileprivate init(_ workspace: Workspace, _ names: SwiftNames, _ images: [ImageEntry], overwrites: Bool) {
        self.workspace = workspace
        self.names = names
        self.images = images
        self.overwrites = overwrites
        file = SwiftNamesFile(names, of: workspace.manifest)
    }

    /// How it is beside a lockfile, and what is to be done.
    func report(_ lockfile: Lockfile) -> TypedNamesReport {
        TypedNamesReport(names, look(for: text(lockfile)), overwrites: overwrites)
    }

    /// Writes it where it is not as it should be, and never over somebody's work. Whatever is replaced goes into the
    /// store first: a file with our mark may have been edited all the same.
    func write(_ lockfile: Lockfile, by writer: AtomicFile) -> TypedNamesReport {
        let text = text(lockfile)
        let seen = AssetFile(at: names.output, in: workspace.folder)
        var report = TypedNamesReport(names, look(for: text), overwrites: overwrites)
        guard report.action == .written else { return report }
        do {
            try Publisher(folder: workspace.folder, store: workspace.store, writer: writer)
                .publish(text, at: names.output, over: seen, keepsFound: true)
            report.settle()
        } catch is ChangedMeanwhileError {
            return TypedNamesReport(names, .obstacle(.changedMeanwhile), overwrites: false)
        } catch {
            report.fail("\(error)")
        }
        return report
    }

    private func text(_ lockfile: Lockfile) -> Data {
        Data(file.text(images.lazy.map { TypedPicture($0, lockfile.images[$0.name.value]) }).utf8)
    }

    private func look(for text: Data) -> FoundNames {
        let folder = workspace.folder
        // A link is somebody's way to another file, which is not ours.
        if folder.isLink(names.output) { return .obstacle(.link) }
        do throws(PackageFolderError) {
            let mark = Data(file.mark.utf8)
            let start = try folder.readStart(of: names.output, count: mark.count + 2).start
            // A copy that broke off before its first byte: nobody would miss it.
            if start.isEmpty { return .absent }
            let end = start.dropFirst(mark.count)
            guard start.starts(with: mark), end.starts(with: "\n".utf8) || end.starts(with: "\r\n".utf8) else {
                return .other
            }
            return .own(isCurrent: try folder.read(names.output, upTo: Bounds.textBytes) == text)
        } catch {
            return error.problem == .absent ? .absent : .obstacle(.problem(error.problem))
        }
    }
}

extension Survey {
    /// Nil where the manifest asks for none. It tells of all images, whichever a command is about.
    func namesFile(overwriting paths: Set<PackagePath> = []) -> NamesFile? {
        manifest.swiftNames.map {
            NamesFile(workspace, $0, products.map(\.entry), overwrites: paths.contains($0.output))
        }
    }
}
