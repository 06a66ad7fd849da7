import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsTypedNames

/// The Swift file that a manifest asks for: what its text has to be beside a lockfile, and what stands at its place.
package struct NamesFile {
    package let names: SwiftNames
    private let folder: PackageFolder
    private let images: [ImageEntry]
    private let overwrites: Bool
    private let file: SwiftNamesFile

    fileprivate init(_ workspace: Workspace, _ names: SwiftNames, _ images: [ImageEntry], overwrites: Bool) {
        self.names = names
        self.images = images
        self.overwrites = overwrites
        folder = workspace.folder
        file = SwiftNamesFile(names, of: workspace.manifest)
    }

    package func text(_ lockfile: Lockfile) -> Data {
        Data(file.text(images.lazy.map { TypedPicture($0, lockfile.images[$0.name.value]) }).utf8)
    }

    /// How it is, and what is to be done so that it has this text.
    package func report(_ text: Data, gainsSides: Bool = false) -> TypedNamesReport {
        let facts = TypedNamesFacts(look(for: text), overwrites: overwrites, gainsSides: gainsSides)
        return TypedNamesReport(names, TypedNamesDecision(facts))
    }

    private func look(for text: Data) -> FoundNames {
        if folder.isLink(names.output) { return .taken(.link) }
        do throws(PackageFolderError) {
            let mark = Data(file.mark.utf8)
            let start = try folder.readStart(of: names.output, count: mark.count + 2).start
            // A copy that broke off before its first byte: nobody would miss it.
            if start.isEmpty { return .absent }
            let end = start.dropFirst(mark.count)
            guard start.starts(with: mark), end.starts(with: "\n".utf8) || end.starts(with: "\r\n".utf8) else {
                return .taken(.work)
            }
            return .own(isCurrent: try folder.read(names.output, upTo: Bounds.textBytes) == text)
        } catch {
            return error.fault == .absent ? .absent : .taken(.unreadable(error))
        }
    }
}

extension Survey {
    /// Nil where the manifest asks for none. It tells of all images, whichever a command is about.
    package func namesFile(overwriting paths: Set<PackagePath> = []) -> NamesFile? {
        manifest.swiftNames.map {
            NamesFile(workspace, $0, products.map(\.entry), overwrites: paths.contains($0.output))
        }
    }

    /// What is to be done about the Swift file as things stand.
    ///
    /// - Parameter withGains: what the plan makes counts, too.
    package func names(for plan: Plan, withGains: Bool = false) -> TypedNamesReport? {
        let recorded = lockfile.lockfile
        return namesFile(overwriting: plan.options.overwritePaths).map {
            $0.report($0.text(recorded), gainsSides: withGains && plan.gainsSides(beside: recorded))
        }
    }
}
