import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What renditions of an image's asset can count on: the asset as it is, or as this run will have it.
package struct RenditionOrigin: Sendable, Hashable {
    /// Nil: nobody knows its bytes before it is made.
    package let asset: SHA256Digest?
    /// What is said of it in labels.
    let label: RenditionLabel?
    let isPlaceholder: Bool
    /// Why nothing can be made from it.
    package var lack: RenditionLack.Why?
    /// What makes the asset right; nil: it is.
    package var wayOut: WayOut?

    /// - Parameters:
    ///   - recipe: by which the asset was made, or will be: model and mask are told in labels.
    ///   - kind: whom it is by.
    package init(
        _ asset: SHA256Digest?, of image: ImageEntry, _ recipe: Recipe, _ kind: LockedKind = .made,
        lack: RenditionLack.Why? = nil, wayOut: WayOut? = nil
    ) {
        self.asset = asset
        label = RenditionLabel(image.label, alt: image.alt, asset: recipe, isPersons: kind == .accepted)
        isPlaceholder = kind == .placeholder
        self.lack = lack
        self.wayOut = wayOut
    }

    /// An asset that is there as the lockfile has it.
    package init(
        _ entry: LockEntry, of image: ImageEntry, lack: RenditionLack.Why? = nil, wayOut: WayOut? = nil
    ) {
        self.init(entry.asset.sha256, of: image, entry.recipe, entry.kind, lack: lack, wayOut: wayOut)
    }

    /// What is recorded of an image, where that is in its place, once its step is over.
    ///
    /// - Parameters:
    ///   - found: what was at its output before the step.
    ///   - ending: where there is no step, the image stays as it is.
    package init(
        _ image: Product, _ entry: LockEntry?, found: AssetFile, after ending: Schedule.Ending = .left(.nothing),
        wayOut: WayOut? = nil
    ) {
        let isInPlace = entry != nil && entry?.asset.sha256 == found.digest
        let lack: RenditionLack.Why? =
            switch ending {
            case .made: nil
            case .left(.protect(.work)), .left(.protect(.obstacle)): .modified
            case .left where isInPlace: nil
            case .left(.fail): .failed
            case .left: entry == nil ? .notMade : found == .absent ? .missing : .modified
            }
        if let entry {
            self.init(entry, of: image.entry, lack: lack, wayOut: wayOut)
        } else {
            self.init(nil, of: image.entry, image.recipe, lack: lack, wayOut: wayOut)
        }
    }

    /// An asset as a plan will have it.
    init(_ step: Step, in index: LockIndex) {
        let image = step.product.entry
        let entry = index.entry(of: step.name)
        switch step.action {
        case .request: self.init(nil, of: image, step.recipe, wayOut: step.wayOut)
        case .draw: self.init(nil, of: image, step.recipe, .placeholder, wayOut: step.wayOut)
        case .publish(let source):
            // A frozen image keeps the recipe that its bytes were made by.
            let recipe = step.state == .frozen ? entry?.recipe : nil
            let isPlaceholder = index.placeholders.contains(source.digest)
            let kind = isPlaceholder ? .placeholder : source.kind(for: step.name, in: index.lockfile)
            self.init(source.digest, of: image, recipe ?? step.recipe, kind, wayOut: step.wayOut)
        case .nothing, .protect, .fail, .hold:
            self.init(step.product, entry, found: step.found, after: .left(step.action), wayOut: step.wayOut)
        }
    }

    var isPending: Bool { asset == nil }
}

/// The assets that an image's renditions are made of: its own, and those that its sets show in other appearances.
package struct RenditionOrigins: Sendable, Hashable {
    let own: RenditionOrigin
    let others: [ImageName: RenditionOrigin]

    package init(_ own: RenditionOrigin, others: [ImageName: RenditionOrigin] = [:]) {
        self.own = own
        self.others = others
    }

    /// The one that a rendition is made of; its image's own for what is made of none.
    func origin(of rendition: Rendition) -> RenditionOrigin {
        rendition.source.map { others[$0] ?? own } ?? own
    }

    /// Today's recipe of one of the image's renditions. Where nobody knows the asset yet, by one that there is not: all
    /// else can be compared.
    package func recipe(of rendition: Rendition) -> RenditionRecipe {
        switch rendition.content {
        case .contents(let contents): return RenditionRecipe(.contents(contents))
        case .picture(let form, _):
            let origin = origin(of: rendition)
            return RenditionRecipe(
                asset: origin.asset ?? .zero, form, label: origin.label, isPlaceholder: origin.isPlaceholder)
        }
    }

    /// Whether nobody knows yet of which bytes it is made.
    func isPending(_ rendition: Rendition) -> Bool { rendition.form != nil && origin(of: rendition).isPending }

    /// What a rendition cannot be made without, and what makes that right: for one of a set any asset that the set
    /// shows.
    package func lack(of rendition: Rendition) -> (lack: RenditionLack, wayOut: WayOut?)? {
        if let why = own.lack { return (RenditionLack(why), own.wayOut) }
        for image in rendition.set?.appearances ?? [] {
            if let other = others[image], let why = other.lack { return (RenditionLack(why, of: image), other.wayOut) }
        }
        return nil
    }
}
