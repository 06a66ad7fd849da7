import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Finds images that are made from themselves, directly or by way of others. A walk goes over each reference once, and
/// a chain may be as long as the manifest.
struct ImageCycles {
    private let drafts: [EntryDraft]
    /// Of each draft, those that it is made from.
    private let parents: [[(image: Int, place: SourceLocation)]]

    /// Cycles that are shown: whoever mends these has mended others with them.
    private static let shown = 10
    /// Names of one cycle that are shown.
    private static let names = 20

    /// - Parameter drafts: those that are made from images.
    init(_ drafts: [EntryDraft]) {
        let named = drafts.enumerated().compactMap { number, draft in draft.name.map { ($0.value, number) } }
        let index = Dictionary(named) { first, _ in first }
        self.drafts = drafts
        parents = drafts.map { draft in
            draft.imageSources.compactMap { source in index[source.value].map { ($0, source.location) } }
        }
    }

    func tell(_ faults: inout FileDiagnostics) {
        var told: Set<Kind> = []
        var further: (count: Int, place: SourceLocation)?
        walk { cycle, place in
            let kind = Kind(place: place, isOwn: cycle.count == 1)
            guard told.contains(kind) || told.count < Self.shown else {
                further = ((further?.count ?? 0) + 1, further?.place ?? place)
                return
            }
            // Of the images of a family one is enough.
            let path = told.insert(kind).inserted ? words(cycle) : ""
            faults.subject = cycle.last.flatMap { drafts[$0.image].subject }
            let fault = Diagnostic(
                file: faults.file, at: place,
                kind.isOwn ? "an image is made from itself: \(path)" : "images are made from each other: \(path)",
                hint: kind.isOwn
                    ? "Another image, or a file, has to be the reference."
                    : "One of them has to be made without the others.")
            faults.add(fault, kind: kind.isOwn ? "made from itself" : "made from each other")
        }
        faults.subject = nil
        if let (count, place) = further {
            faults.error(
                at: place,
                count == 1
                    ? "images are made from each other by this reference, too"
                    : "images are made from each other by \(count) more references, of which this is the first")
        }
    }

    private struct Kind: Hashable {
        let place: SourceLocation
        let isOwn: Bool
    }

    private typealias Path = [(image: Int, next: Int)]

    private func words(_ cycle: Path.SubSequence) -> String {
        let isWhole = cycle.count <= Self.names
        let ends = isWhole ? [cycle] : [cycle.prefix(Self.names / 2), cycle.suffix(Self.names / 2 - 1)]
        let shown = (ends + [cycle.prefix(1)]).map { part in
            part.map { drafts[$0.image].name?.value.text ?? "" }.joined(separator: " → ")
        }
        return isWhole
            ? shown.joined(separator: " → ")
            : "\(shown[0]) → … → \(shown[1]) → \(shown[2]) (\(cycle.count) images)"
    }

    /// Calls `found` with each cycle that a walk in the manifest's order comes upon, and the place that closes it.
    private func walk(_ found: (Path.SubSequence, SourceLocation) -> Void) {
        var depths = [Int?](repeating: nil, count: drafts.count)
        var isDone = [Bool](repeating: false, count: drafts.count)
        for start in drafts.indices where !isDone[start] {
            var path: Path = [(start, 0)]
            depths[start] = 0
            while let (image, next) = path.last {
                guard next < parents[image].count else {
                    isDone[image] = true
                    depths[image] = nil
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let (parent, place) = parents[image][next]
                if let depth = depths[parent] {
                    found(path[depth...], place)
                } else if !isDone[parent] {
                    depths[parent] = path.count
                    path.append((parent, 0))
                }
            }
        }
    }
}
