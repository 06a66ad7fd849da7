import ImageAssetsModel

/// Decides what to do for each image. Pure: it looks through `Surroundings` and changes nothing.
package struct Planner {
    package let images: [Product]
    package let lockfile: Lockfile
    package let surroundings: Surroundings
    package let options: PlanOptions
    package let index: LockIndex

    package init(images: [Product], lockfile: Lockfile, surroundings: Surroundings, options: PlanOptions) {
        self.images = images
        self.lockfile = lockfile
        self.surroundings = surroundings
        self.options = options
        index = LockIndex(lockfile, images: images)
    }

    package func plan() -> Plan {
        let situations = images.map { image in
            Situation(
                image: image, entry: lockfile.images[image.name], found: surroundings.file(image.output),
                index: index, surroundings: surroundings
            )
        }
        let renames = renames(situations)
        var claimed: Set<PackagePath> = []
        claimed.reserveCapacity(images.count)
        for image in images { image.claim(in: &claimed) }
        var steps: [Step] = []
        steps.reserveCapacity(situations.count)
        for situation in situations where options.names?.contains(situation.image.name) ?? true {
            steps.append(step(for: situation, renamed: renames[situation.image.name], claimed: claimed))
        }
        shareRequests(&steps)
        holdRequests(&steps)
        let names = Set(images.map(\.name))
        let moved = Set(renames.values)
        return Plan(
            steps: steps,
            orphans: lockfile.images.keys.filter { !names.contains($0) && !moved.contains($0) }.sorted(),
            claimed: claimed,
            allowsPlaceholders: options.allowsPlaceholders
        )
    }

    private func step(for situation: Situation, renamed orphan: ImageName?, claimed: Set<PackagePath>) -> Step {
        // Most images are up to date, and then nobody looks for bytes.
        let isUpToDate = orphan == nil && situation.state(isRenamed: false) == .upToDate
        let source = isUpToDate ? SourceSearch() : freeSource(for: situation, renamed: orphan)
        let isRenamed = orphan != nil || (situation.hasMoved && source.found?.isMove == true)
        let state = situation.state(isRenamed: isRenamed)
        var reasons = situation.reasons
        if let orphan { reasons.insert(.name(old: orphan, new: situation.image.name), at: 0) }
        if options.regenerate.contains(situation.image.name) { reasons.append(.asked) }
        if situation.isWork, let form = AssetForm(surroundings.kind(situation.image.output)) {
            // What the file is says more than that it is not the recorded one.
            reasons.removeAll { if case .modified = $0 { true } else { false } }
            reasons.append(.form(form, restore: gitCommand(for: situation)))
        }
        let action = action(for: situation, state: state, source: source)
        if situation.found == .absent, let entry = situation.entry {
            switch action {
            case .publish(let source):
                if case .git = source.place, !source.isMove, let command = gitCommand(for: situation) {
                    reasons.append(.inGit(restore: command))
                }
            case .request where entry.fingerprint == situation.fingerprint:
                if let command = surroundings.gitFetch(entry.asset.path) {
                    reasons.append(.lackedByGit(fetch: command))
                }
            default: break
            }
        }
        return Step(
            image: situation.image,
            state: state,
            reasons: reasons,
            action: action,
            found: situation.found,
            vacates: vacated(by: situation, renamed: orphan).filter { !claimed.contains($0) },
            isSettled: isSettled(situation, state: state) && reasons.last != .asked
        )
    }

    /// How Git brings back what the lockfile records of the image.
    private func gitCommand(for situation: Situation) -> String? {
        situation.entry.flatMap { surroundings.gitCommand($0.asset.path, $0.asset) }
    }

    private func action(for situation: Situation, state: ImageState, source: SourceSearch) -> Action {
        let name = situation.image.name
        if case .obstacle(let what) = situation.found { return .protect(.obstacle(what)) }
        if situation.image.entry.frozen { return frozenAction(for: situation) }
        if situation.isWork && !options.overwrite.contains(name) { return .protect(.work) }
        let isAsked = options.regenerate.contains(name)
        if isKept(situation), state != .renamed, state != .upToDate || isAsked { return .protect(.accepted) }
        if state == .upToDate && !isAsked { return .nothing }
        if !isAsked {
            if let found = source.found { return .publish(found) }
            if let failure = source.failure { return .fail(failure) }
        }
        switch options.service {
        case .placeholder:
            if situation.isCurrentPlaceholder { return .nothing }
            return situation.isReplaceableByPlaceholder ? .draw : .protect(.realImage)
        case .real:
            if options.allowsPlaceholders && situation.isCurrentPlaceholder && !isAsked { return .nothing }
            return options.isOffline ? .hold(.offline) : .request(sharedWith: nil)
        }
    }

    /// Whether a person's accepted file is there, and nobody said to give it up.
    func isKept(_ situation: Situation) -> Bool {
        situation.isAccepted && !options.overwrite.contains(situation.image.name)
    }

    /// A frozen image gets the lockfile's own bytes or none.
    private func frozenAction(for situation: Situation) -> Action {
        if situation.isWork { return .protect(.work) }
        guard let entry = situation.entry else { return .nothing }
        if situation.isOwn && !situation.hasMoved { return .nothing }
        return locate(entry, for: situation).map(Action.publish) ?? .nothing
    }

    private func isSettled(_ situation: Situation, state: ImageState) -> Bool {
        switch state {
        case .upToDate: true
        case .frozen:
            situation.isOwn && !situation.hasMoved
                && (options.allowsPlaceholders || situation.entry?.isPlaceholder == false)
        case .placeholder: options.allowsPlaceholders && situation.isCurrentPlaceholder
        default: false
        }
    }

    /// Files that nothing will name any more once this image is recorded, as far as they are still what was published.
    private func vacated(by situation: Situation, renamed orphan: ImageName?) -> [PackagePath] {
        [situation.entry, orphan.flatMap { lockfile.images[$0] }].compactMap { entry in
            guard let asset = entry?.asset, asset.path != situation.image.output,
                surroundings.file(asset.path).digest == asset.sha256
            else { return nil }
            return asset.path
        }
    }

    /// Images with one fingerprint share one request; the first of them sends it.
    private func shareRequests(_ steps: inout [Step]) {
        var senders: [Fingerprint: ImageName] = [:]
        for index in steps.indices where steps[index].action == .request(sharedWith: nil) {
            if let sender = senders[steps[index].fingerprint] {
                steps[index].action = .request(sharedWith: sender)
            } else {
                senders[steps[index].fingerprint] = steps[index].name
            }
        }
    }

    /// A plan that needs more requests than allowed sends none: half a job that was not agreed to is no favour.
    private func holdRequests(_ steps: inout [Step]) {
        let needed = steps.count { $0.action == .request(sharedWith: nil) }
        guard let allowed = options.maximumRequests, needed > allowed else { return }
        for index in steps.indices {
            guard case .request = steps[index].action else { continue }
            steps[index].action = .hold(.budget(needed: needed, allowed: allowed))
        }
    }
}

extension Product {
    /// Adds the files that the manifest names for it: its output, its prompt file, its references.
    fileprivate func claim(in paths: inout Set<PackagePath>) {
        paths.insert(output)
        for reference in references { paths.insert(reference.path) }
        if case .file(let path) = entry.prompt.value { paths.insert(path) }
    }
}
