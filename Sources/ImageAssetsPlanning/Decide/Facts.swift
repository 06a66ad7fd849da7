import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// One product beside what is known of it: the facts from which the rules decide.
package struct Facts: Sendable, Hashable {
    /// What is at the output.
    enum File: Sendable, Hashable {
        case absent
        case obstacle(PackageFolderError.Fault)
        /// The very file, or a pointer to it, that the lockfile records for this image.
        case recorded
        /// Another true picture for today's recipe.
        case otherResult(SHA256Digest)
        /// Empty, or only the first part of the recorded file.
        case incomplete(bytes: Int)
        /// A placeholder that the lockfile knows, and not for this image.
        case placeholder
        /// What another entry published here, which is moved away or replaced in the open.
        case ofAnother
        /// Nothing explains it: it is somebody's work.
        case work(SHA256Digest)
    }

    /// What came of looking for bytes that cost nothing.
    indirect enum Source: Sendable, Hashable {
        case none
        case found(FreeSource)
        /// The service has answered already, and no answer meets `expect` or holds an image: asking again would pay at
        /// every run.
        case useless(ImageFailure)
    }

    package let name: ImageName
    let output: PackagePath
    /// What is at the output, as it was found.
    var found = AssetFile.absent
    var isFrozen = false
    /// Whom the lockfile says the asset to be by; nil: it has none.
    package var record: LockedKind?
    /// The asset as the lockfile has it.
    package var asset: LockedAsset?
    /// A person's file that was accepted is there, at the output or where it was before.
    var isAccepted = false
    /// What differs between the recorded recipe and today's.
    var changes: [Reason] = []
    var file = File.absent
    /// What a file is that nothing explains, where a checkout or a program made it of the asset.
    var form: AssetForm?
    /// What Git knows of the asset.
    var git: GitFinding?
    /// What the recorded asset breaks of today's `expect`, while it stands for today's recipe.
    var violations: [Violation] = []
    /// The entry that left the manifest and whose asset this product takes over.
    var orphan: ImageName?
    var source = Source.none
    /// What it is made from and cannot be had.
    package var lack: Lack?

    init(_ name: ImageName, at output: PackagePath) {
        self.name = name
        self.output = output
    }

    package init(
        _ product: Product, _ entry: LockEntry?, in observation: borrowing Observation, _ index: LockIndex,
        lack: Lack? = nil
    ) {
        self.init(product.name, at: product.output)
        self.lack = lack
        found = observation.file(at: product.output)
        isFrozen = product.entry.frozen
        file = Self.file(found, of: product, entry, observation, index)
        if isWork {
            form = AssetForm(observation.kinds[output]) ?? observation.committed[output].map(AssetForm.ofCommit)
        }
        guard let entry else { return }
        asset = entry.asset
        git = observation.git[entry.asset]
        record = entry.kind
        if entry.isAccepted {
            isAccepted = [found, observation.file(at: entry.asset.path)].contains { $0.digest == entry.asset.sha256 }
        }
        if entry.fingerprint != product.fingerprint { changes = Reason.changes(from: entry, to: product) }
        if file == .recorded { violations = Self.violations(of: product, by: entry, found, observation) }
    }

    private static func file(
        _ found: AssetFile, of product: Product, _ entry: LockEntry?, _ observation: Observation, _ index: LockIndex
    ) -> File {
        let digest: SHA256Digest
        switch found {
        case .absent: return .absent
        case .obstacle(let what): return .obstacle(what)
        case .file(let sha256, _), .pointer(let sha256, _): digest = sha256
        }
        if digest == entry?.asset.sha256 { return .recorded }
        if index.placeholders.contains(digest) { return .placeholder }
        if index.drew(digest, for: product.fingerprint) || observation.answers(for: product).hold(digest) {
            return .otherResult(digest)
        }
        if let count = found.byteCount, count == 0 || observation.beginnings.contains(product.output) {
            return .incomplete(bytes: count)
        }
        return index.explains(digest, at: product.output) ? .ofAnother : .work(digest)
    }

    private static func violations(
        of product: Product, by entry: LockEntry, _ found: AssetFile, _ observation: Observation
    ) -> [Violation] {
        guard entry.stands(for: product) else { return [] }
        let byteCount = found.byteCount ?? entry.asset.byteCount
        // Nothing is paid for on the word of a lockfile.
        let facts = observation.decoded[product.output] ?? entry.asset.facts
        return product.expect.violations(facts: facts, byteCount: byteCount)
    }

    // MARK: What follows from them

    var isWork: Bool { if case .work = file { true } else { false } }
    var isObstacle: Bool { if case .obstacle = file { true } else { false } }
    var isIncomplete: Bool { if case .incomplete = file { true } else { false } }
    /// A program or a checkout spoiled the file, and Git or Git LFS has the picture.
    var isSpoiled: Bool { form == .convertedPNG || form == .otherPointer }
    var isOtherResult: Bool { if case .otherResult = file { true } else { false } }
    /// The asset was published under another path.
    var hasMoved: Bool { if let path = asset?.path { path != output } else { false } }
    /// How the recorded asset would come to the output.
    var arrival: FreeSource.Arrival { hasMoved ? .moving(dropping: nil) : .back }
    var isInPlace: Bool { file == .recorded && !hasMoved }
    var isRenamed: Bool {
        if orphan != nil { return true }
        guard hasMoved, case .found(let source) = source else { return false }
        return source.isMove
    }

    /// A placeholder for just this recipe stands where it belongs.
    var isCurrentPlaceholder: Bool { record == .placeholder && changes.isEmpty && isInPlace }

    /// That stands for the picture as far as anybody wants to know: whoever draws placeholders would draw the same.
    func hasSufficientPlaceholder(_ wish: Wish) -> Bool {
        isCurrentPlaceholder && (wish.means == .placeholder || wish.allowsPlaceholders && !wish.asksAnew)
    }

    /// Nothing is there that anybody would miss.
    var isReplaceable: Bool {
        switch file {
        case .absent, .placeholder, .incomplete: true
        case .recorded: record == .placeholder
        case .obstacle, .otherResult, .ofAnother, .work: false
        }
    }
}

extension Facts {
    /// What differs from a product that is up to date, and what Git can do about it.
    func reasons(before action: Action) -> [Reason] {
        var all: [Reason] = []
        if let orphan { all.append(.name(old: orphan, new: name)) }
        all += changes
        if hasMoved, let asset { all.append(.output(old: asset.path, new: output)) }
        if record == .placeholder { all.append(.placeholder) }
        if asset == nil, isFrozen { all.append(.neverMade) }
        switch file {
        case .absent where asset != nil: all.append(.missing)
        case .obstacle(let what): all.append(.obstacle(what))
        case .incomplete(let bytes): all.append(.incomplete(bytes: bytes, of: asset?.byteCount ?? 0))
        case .work(let digest):
            // What the file is says more than that it is not the recorded one.
            all.append(
                form.map { .form($0, restore: git?.restore) } ?? .modified(recorded: asset?.sha256, found: digest))
        case .otherResult(let digest):
            if let asset { all.append(.otherResult(recorded: asset.sha256, found: digest)) }
        case .absent, .recorded, .placeholder, .ofAnother: break
        }
        for violation in violations { all.append(.expectation(violation)) }
        if file == .absent, asset != nil, let hint = gitReason(before: action) { all.append(hint) }
        return all
    }

    private func gitReason(before action: Action) -> Reason? {
        switch action {
        case .publish(let source):
            if case .git = source.place, !source.isMove { return git?.restore.map { .inGit(restore: $0) } }
        case .request where changes.isEmpty: return git?.fetch.map { .lackedByGit(fetch: $0) }
        default: break
        }
        return nil
    }
}
