import ImageAssetsModel

/// What an image's renditions can count on: the asset as it is, or as this run will have it.
package struct RenditionOrigin: Sendable, Hashable {
    /// Nil: nobody knows its bytes before it is made.
    package let asset: SHA256Digest?
    /// By which it was made, or will be: model and mask are told in labels.
    package let recipe: Recipe
    /// A person made it.
    package var isPersons = false
    package var isPlaceholder = false
    /// Why nothing can be made from it.
    package var lack: RenditionLack?
    /// What makes the asset right; nil: it is.
    package var wayOut: WayOut?

    package init(
        _ asset: SHA256Digest?, _ recipe: Recipe, isPersons: Bool = false, isPlaceholder: Bool = false,
        lack: RenditionLack? = nil, wayOut: WayOut? = nil
    ) {
        self.asset = asset
        self.recipe = recipe
        self.isPersons = isPersons
        self.isPlaceholder = isPlaceholder
        self.lack = lack
        self.wayOut = wayOut
    }

    /// An asset that is there as the lockfile has it.
    package init(_ entry: LockEntry, lack: RenditionLack? = nil, wayOut: WayOut? = nil) {
        self.init(
            entry.asset.sha256, entry.recipe, isPersons: entry.isAccepted, isPlaceholder: entry.isPlaceholder,
            lack: lack, wayOut: wayOut)
    }

    /// An asset as a plan will have it.
    ///
    /// - Parameters:
    ///   - entry: of the image.
    ///   - orphan: the entry whose asset it takes over, where it does.
    init(_ step: Step, _ entry: LockEntry?, orphan: LockEntry?, in index: LockIndex) {
        switch step.action {
        case .request: self.init(nil, step.recipe, wayOut: step.wayOut)
        case .draw: self.init(nil, step.recipe, isPlaceholder: true, wayOut: step.wayOut)
        case .publish(let source):
            let before = orphan ?? entry
            // A frozen image keeps the recipe that its bytes were made by.
            let recipe = step.state == .frozen ? entry?.recipe : nil
            self.init(
                source.digest, recipe ?? step.recipe,
                isPersons: before.map { $0.isAccepted && $0.asset.sha256 == source.digest } ?? false,
                isPlaceholder: index.placeholders.contains(source.digest), wayOut: step.wayOut)
        case .nothing, .protect, .fail, .hold:
            guard let entry else {
                self.init(nil, step.recipe, lack: step.renditionLack(isRecorded: false), wayOut: step.wayOut)
                return
            }
            let isInPlace = step.found.digest == entry.asset.sha256
            self.init(
                entry, lack: isInPlace ? nil : step.renditionLack(isRecorded: true), wayOut: step.wayOut)
        }
    }
}

extension RenditionOrigin {
    /// Today's recipe of one of the image's renditions. Where nobody knows the asset yet, by one that there is not: all
    /// else can be compared.
    package func recipe(of rendition: Rendition, in image: ImageEntry) -> RenditionRecipe {
        let label = RenditionLabel(image.label, alt: image.alt, asset: recipe, isPersons: isPersons)
        return RenditionRecipe(asset: asset ?? .zero, rendition.form, label: label, isPlaceholder: isPlaceholder)
    }
}

extension Step {
    /// Why nothing can be made from what is at the output, which is not what the lockfile has.
    fileprivate func renditionLack(isRecorded: Bool) -> RenditionLack {
        if case .fail = action { return .failed }
        switch action {
        case .protect(.work), .protect(.obstacle): return .modified
        default: return isRecorded ? .missing : .notMade
        }
    }
}
