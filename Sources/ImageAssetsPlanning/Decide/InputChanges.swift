import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

extension Reason {
    /// Why the fingerprint of an entry is not that of a product.
    static func changes(from entry: LockEntry, to product: Product) -> [Reason] {
        let changes = changes(from: entry.recipe, to: product.recipe)
        guard changes.isEmpty, let new = product.fingerprint else { return changes }
        return [.fingerprint(old: entry.fingerprint, new: new)]
    }

    /// What differs between the recipe that an asset was made by and that of today. Empty when the request would be the
    /// same.
    package static func changes(from old: Recipe, to new: Recipe) -> [Reason] {
        var found: [Reason] = []
        if old.operation != new.operation { found.append(.operation(old: old.operation, new: new.operation)) }
        if !old.model.isIdentical(to: new.model) { found.append(.model(old: old.model, new: new.model)) }
        if !old.prompt.utf8.elementsEqual(new.prompt.utf8) { found.append(.prompt(old: old.prompt, new: new.prompt)) }
        if old.size != new.size { found.append(.size(old: old.size, new: new.size)) }
        for name in Set(old.parameters.keys).union(new.parameters.keys).sorted()
        where !isSame(old.parameters[name], new.parameters[name]) {
            found.append(.parameter(name, old: old.parameters[name], new: new.parameters[name]))
        }
        found += referenceChanges(from: old.references, to: new.references)
        if old.mask?.content != new.mask?.content { found.append(.mask(old: old.mask, new: new.mask)) }
        if old.variant != new.variant { found.append(.variant(old: old.variant, new: new.variant)) }
        return found
    }

    /// As they are sent, which Swift's comparison of strings does not tell.
    private static func isSame(_ left: ParameterValue?, _ right: ParameterValue?) -> Bool {
        if case .string(let left) = left, case .string(let right) = right { return left.isIdentical(to: right) }
        return left == right
    }

    /// References pair by their bytes, then by what they name; what is left was added or removed. An image's asset that
    /// was a reference by its path is the same picture.
    private static func referenceChanges(
        from old: [Input], to new: [Input]
    ) -> [Reason] {
        let same = { (left: Input, right: Input) in
            left.content == right.content && left.type == right.type
        }
        if old.elementsEqual(new, by: same) { return [] }
        var left = old
        var added: [Input] = []
        for reference in new {
            if let index = left.firstIndex(where: { same($0, reference) }) {
                left.remove(at: index)
            } else {
                added.append(reference)
            }
        }
        if left.isEmpty && added.isEmpty {
            return [.referenceOrder(old: old.map(\.source), new: new.map(\.source))]
        }
        var found: [Reason] = []
        for reference in added {
            let index =
                left.firstIndex { $0.source == reference.source } ?? left.firstIndex { $0.path == reference.path }
            if let index {
                found.append(
                    .reference(reference.source, old: left.remove(at: index).sha256, new: reference.sha256))
            } else {
                found.append(.referenceAdded(reference.source, reference.sha256))
            }
        }
        return found + left.map { .referenceRemoved($0.source, $0.sha256) }
    }
}
