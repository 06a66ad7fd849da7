import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

extension RenditionReason {
    /// What differs between the recipe that a rendition was made by and that of today; empty when it would be the same.
    ///
    /// - Parameters:
    ///   - recipe: of today, by any asset where nobody knows it yet.
    ///   - isPending: whether it is made of an asset that nobody knows yet.
    static func changes(
        from record: LockedRendition, to recipe: RenditionRecipe, isPending: Bool
    ) -> [RenditionReason] {
        if !isPending, record.fingerprint == recipe.fingerprint { return [] }
        var found: [RenditionReason] = []
        if let old = record.picture?.asset, let new = recipe.asset, isPending || old != new {
            found.append(.asset(old: old, new: isPending ? nil : new))
        }
        let (old, new) = (record.recipe.leaves, recipe.json.leaves)
        for key in Set(old.keys).union(new.keys).sorted() where !same(old[key], new[key]) {
            // What was in an object that is gone went with it.
            let around = key.prefix { $0 != "." }
            if around != key, new[String(around)] != .boolean(true) { continue }
            found.append(.key(key, old: old[key], new: new[key]))
        }
        return found.isEmpty ? [.fingerprint(old: record.fingerprint, new: recipe.fingerprint)] : found
    }

    /// As they are hashed, which Swift's comparison of strings does not tell.
    private static func same(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        left?.canonicalText.utf8.elementsEqual(right?.canonicalText.utf8 ?? "".utf8) ?? (right == nil)
    }
}

extension JSONValue {
    /// The values of an object by their keys, those of objects within it joined by dots. That there is such an object,
    /// as of a label or a cut-out, is true by itself, whatever it holds.
    fileprivate var leaves: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        var leaves: [String: JSONValue] = [:]
        for member in members {
            guard case .object = member.value else {
                leaves[member.key] = member.value
                continue
            }
            leaves[member.key] = .boolean(true)
            for (key, value) in member.value.leaves { leaves["\(member.key).\(key)"] = value }
        }
        return leaves
    }
}
