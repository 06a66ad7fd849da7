import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

extension Comparison {
    private typealias Fact = GalleryChange.Fact

    /// What is measured of a picture; `requested size` is what was asked for.
    static let measure = "size"

    /// What differs and can be said in a word: of the pictures, then of what was asked for.
    func facts(_ product: Product, _ entry: LockEntry?, _ before: PictureBefore) -> [GalleryChange.Fact] {
        let today = survey.lockfile.lockfile.images[product.name]
        var facts: [Fact] = []
        if !before.isSame { facts += pictureFacts(before, today?.asset, at: product.output) }
        guard let entry else { return facts }
        facts += Reason.changes(from: entry.recipe, to: product.recipe).compactMap(\.fact)
        if entry.revisedPrompt != today?.revisedPrompt {
            facts.append(Fact("revised prompt", entry.revisedPrompt ?? "none", today?.revisedPrompt ?? "none"))
        }
        if let today, entry.isPlaceholder != today.isPlaceholder {
            facts.append(Fact("placeholder", entry.isPlaceholder ? "yes" : "no", today.isPlaceholder ? "yes" : "no"))
        }
        return facts
    }

    private func pictureFacts(_ before: PictureBefore, _ today: LockedAsset?, at path: PackagePath) -> [Fact] {
        var facts: [Fact] = []
        let file = survey.observation.file(at: path)
        let recorded = file.digest == today?.sha256 ? today : nil
        if let old = before.size, let new = recorded.flatMap(\.size) ?? measured(file, at: path), old != new {
            facts.append(Fact(Self.measure, old.description, new.description))
        }
        if let old = before.byteCount, let new = recorded?.byteCount ?? file.byteCount, old != new {
            facts.append(Self.fact(ofBytes: old, new))
        }
        return facts
    }

    /// By the header of a file that the lockfile does not know.
    private func measured(_ file: AssetFile, at path: PackagePath) -> PixelSize? {
        guard case .file = file,
            let start = try? survey.workspace.folder.readStart(of: path, count: 1 << 16).start
        else { return nil }
        return ReferenceType(start: start)?.size(in: start)
    }

    private static func fact(ofBytes old: Int, _ new: Int) -> Fact {
        let (before, after) = (old.asByteCount, new.asByteCount)
        if before == after { return Fact("bytes", "\(old) B", "\(new) B") }
        guard old > 0 else { return Fact("bytes", before, after) }
        let share = (Double(new - old) / Double(old) * 100).rounded()
        let isTold = abs(share) >= 1 && abs(share) < 1000
        return Fact("bytes", before, after + (isTold ? " (\(share > 0 ? "+" : "−")\(Int(abs(share))) %)" : ""))
    }
}

extension LockedAsset {
    fileprivate var size: PixelSize? { PixelSize(width: facts.width, height: facts.height) }
}

extension Reason {
    /// Nil for what is shown by itself: prompts, and pictures that are sent along.
    fileprivate var fact: GalleryChange.Fact? {
        switch self {
        case .model(let old, let new): GalleryChange.Fact("model", old, new)
        case .size(let old, let new): GalleryChange.Fact("requested size", old.description, new.description)
        case .parameter(let name, let old, let new):
            GalleryChange.Fact(name, old?.text ?? "none", new?.text ?? "none")
        case .variant(let old, let new):
            GalleryChange.Fact("variant", old.map(String.init) ?? "none", new.map(String.init) ?? "none")
        default: nil
        }
    }
}
