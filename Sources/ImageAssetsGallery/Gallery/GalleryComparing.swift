import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning

/// How what was seen is held against what a revision had.
package typealias GalleryComparing = (Survey) -> ComparedRevision

/// What a revision had, asked about one image after the other: the bytes of its pictures are many.
package struct ComparedRevision {
    let comparison: GalleryComparison
    /// Nil: it is as the revision has it.
    let change: (Step) -> GalleryChange?
    /// Images that it has and the manifest no more, each made out when it is asked for.
    let removed: [() -> RemovedImage?]

    init(
        _ comparison: GalleryComparison, removed: [() -> RemovedImage?] = [],
        change: @escaping (Step) -> GalleryChange? = { _ in nil }
    ) {
        self.comparison = comparison
        self.change = change
        self.removed = removed
    }
}

extension Gallery {
    /// What of a revision is held in memory at once: no more than some images, and none more once they have so many
    /// bytes.
    struct Batch {
        private var images = 8
        private var bytes: Int

        init(bytes: Int) { self.bytes = bytes }

        var isFull: Bool { images <= 0 || bytes <= 0 }

        mutating func add(_ before: GalleryBefore?) {
            images -= 1
            bytes -= before?.heldByteCount ?? 0
        }
    }

    /// - Parameters:
    ///   - all: the gallery is of all images, so that what was removed belongs to it.
    ///   - bytesAtOnce: of the revision's pictures.
    mutating func compare(
        _ steps: [Step], with revision: ComparedRevision, showing all: Bool, _ shelf: PictureShelf,
        bytesAtOnce: Int = 1 << 28
    ) async {
        comparison = revision.comparison
        var next = 0
        while next < images.count {
            let start = next
            var batch = Batch(bytes: bytesAtOnce)
            while next < images.count, !batch.isFull {
                images[next].change = revision.change(steps[next])
                batch.add(images[next].change?.before)
                next += 1
            }
            let places = start..<next
            await show(places.flatMap { images[$0].change?.before?.origins ?? [] }, from: shelf)
            for place in places { images[place].change?.before?.dropBytes() }
            await addDifferences(of: places, shelf)
        }
        var rest = all ? revision.removed[...] : []
        while !rest.isEmpty {
            var gone: [RemovedImage] = []
            var batch = Batch(bytes: bytesAtOnce)
            while !batch.isFull, let make = rest.popFirst() {
                guard let image = make() else { continue }
                batch.add(image.before)
                gone.append(image)
            }
            await show(gone.flatMap(\.before.origins), from: shelf)
            for place in gone.indices { gone[place].before.dropBytes() }
            removed += gone
        }
    }

    /// Brings pictures into the gallery, each once.
    mutating func show(_ origins: [PictureOrigin], from shelf: PictureShelf) async {
        var seen: Set<PictureOrigin> = []
        let new = origins.filter { pictures[$0] == nil && seen.insert($0.withoutBytes).inserted }
        for (origin, picture) in zip(new, await shelf.pictures(new)) { pictures[origin] = picture }
    }

    private mutating func addDifferences(of places: Range<Int>, _ shelf: PictureShelf) async {
        let pairs = places.compactMap { place -> (before: GalleryPicture, after: GalleryPicture)? in
            guard let before = pictures.picture(images[place].change?.before?.picture),
                let after = pictures.picture(images[place].picture), before.digest != after.digest
            else { return nil }
            return (before, after)
        }
        for (pair, difference) in zip(pairs, await shelf.differences(pairs)) {
            pictures.add(difference, pair.before, pair.after)
        }
    }
}

extension GalleryBefore {
    fileprivate var heldByteCount: Int {
        origins.reduce(0) { sum, origin in
            if case .bytes(let bytes, _) = origin { sum + bytes.count } else { sum }
        }
    }

    fileprivate mutating func dropBytes() {
        picture = picture?.withoutBytes
        for place in references.indices { references[place].picture = references[place].picture?.withoutBytes }
    }
}
