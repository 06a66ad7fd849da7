import ImageAssetsModel

/// One image beside what lockfile, disk and store know of it: the facts from which state, reasons and action follow.
package struct Situation {
    package let image: Product
    package let entry: LockEntry?
    package let found: AssetFile
    /// The file is the very one that the lockfile records for this image.
    let isOwn: Bool
    /// The file is not the recorded one, but a true image for today's fingerprint all the same.
    let isOtherResult: Bool
    /// The file is empty, or only the first part of the recorded one.
    let isIncomplete: Bool
    /// The file is a placeholder that the lockfile knows.
    package let isPlaceholder: Bool
    /// Nothing explains the file: it is somebody's work.
    let isWork: Bool
    /// What the recorded asset breaks of today's `expect`, while it stands for today's inputs.
    package let violations: [String]
    /// A person's file that was accepted for this image is there, at the output or where it was before.
    package let isAccepted: Bool

    init(image: Product, entry: LockEntry?, found: AssetFile, index: LockIndex, surroundings: Surroundings) {
        self.image = image
        self.entry = entry
        self.found = found
        isAccepted =
            if let entry, entry.isAccepted {
                [found, surroundings.file(entry.asset.path)].contains { $0.digest == entry.asset.sha256 }
            } else {
                false
            }
        guard let digest = found.digest else {
            (isOwn, isOtherResult, isIncomplete, isPlaceholder, isWork) = (false, false, false, false, false)
            violations = []
            return
        }
        isOwn = digest == entry?.asset.sha256
        violations = isOwn ? Self.violations(of: image, by: entry, found, surroundings) : []
        isPlaceholder = index.placeholders.contains(digest)
        let fingerprint = image.fingerprint
        isOtherResult =
            !isOwn && !isPlaceholder
            && (index.drawn[fingerprint, default: []].contains { $0.entry.asset.sha256 == digest }
                || surroundings.results(fingerprint).contains { $0.digest == digest })
        isIncomplete = !isOwn && Self.isIncomplete(found, of: entry, at: image.output, surroundings)
        isWork =
            !isOwn && !isOtherResult && !isIncomplete && !isPlaceholder
            // An asset that another entry published at this very path is being moved away or replaced in the open.
            && !index.byDigest[digest, default: []].contains { index.explains($0, at: image.output) }
    }

    private static func violations(
        of image: Product, by entry: LockEntry?, _ found: AssetFile, _ surroundings: Surroundings
    ) -> [String] {
        guard let entry, entry.fingerprint == image.fingerprint, !entry.isPlaceholder else { return [] }
        var byteCount = entry.asset.byteCount
        if case .file(_, let counted) = found { byteCount = counted }
        let expect = image.entry.expect.value
        let recorded = expect.violations(facts: entry.asset.facts, byteCount: byteCount)
        // Nothing is paid for on the word of a lockfile.
        guard !recorded.isEmpty, let facts = surroundings.facts(image.output, entry.asset.sha256) else {
            return recorded
        }
        return expect.violations(facts: facts, byteCount: byteCount)
    }

    private static func isIncomplete(
        _ found: AssetFile, of entry: LockEntry?, at path: PackagePath, _ surroundings: Surroundings
    ) -> Bool {
        guard case .file(_, let count) = found else { return false }
        if count == 0 { return true }
        guard let entry, count < entry.asset.byteCount, let whole = surroundings.object(entry.asset.sha256)
        else { return false }
        return surroundings.isPrefix(path, whole)
    }

    package var recipe: Recipe { image.recipe }
    package var fingerprint: Fingerprint { image.fingerprint }

    /// The asset was published under another path.
    var hasMoved: Bool { entry.map { $0.asset.path != image.output } ?? false }

    var isObstacle: Bool {
        if case .obstacle = found { true } else { false }
    }

    /// The asset is a placeholder for just these inputs.
    var isCurrentPlaceholder: Bool {
        guard let entry else { return false }
        return entry.isPlaceholder && entry.fingerprint == fingerprint && isOwn && !hasMoved
    }

    /// A placeholder may be drawn here: nothing is there that anybody would miss.
    var isReplaceableByPlaceholder: Bool { found == .absent || isPlaceholder || isIncomplete }

    /// The first that fits, in the order of the contract.
    package func state(isRenamed: Bool) -> ImageState {
        guard !image.entry.frozen else { return .frozen }
        if isRenamed { return .renamed }
        guard let entry else { return .new }
        if isWork || isObstacle { return .modified }
        if entry.isPlaceholder { return .placeholder }
        if entry.fingerprint != fingerprint || isOtherResult { return .changed }
        if isIncomplete { return .broken }
        guard isOwn, !hasMoved else { return .missing }
        return violations.isEmpty ? .upToDate : .broken
    }

    /// All that differs from an image that is up to date, the state's own reason or not.
    package var reasons: [Reason] {
        var all: [Reason] = []
        if let entry {
            if entry.fingerprint != fingerprint {
                let changes = Reason.changes(from: entry.recipe, to: recipe)
                all += changes.isEmpty ? [.fingerprint(old: entry.fingerprint, new: fingerprint)] : changes
            }
            if hasMoved { all.append(.output(old: entry.asset.path, new: image.output)) }
            if entry.isPlaceholder { all.append(.placeholder) }
        } else if image.entry.frozen {
            all.append(.neverMade)
        }
        switch found {
        case .absent: if entry != nil { all.append(.missing) }
        case .obstacle(let what): all.append(.obstacle(what))
        case .file(let digest, let count), .pointer(let digest, let count):
            if isWork { all.append(.modified(recorded: entry?.asset.sha256, found: digest)) }
            if isIncomplete { all.append(.incomplete(bytes: count, of: entry?.asset.byteCount ?? 0)) }
            if isOtherResult, let entry {
                all.append(.otherResult(recorded: entry.asset.sha256, found: digest))
            }
        }
        return all + violations.map(Reason.expectation)
    }
}
