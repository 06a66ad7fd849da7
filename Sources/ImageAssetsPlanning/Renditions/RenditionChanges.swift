import ImageAssetsModel

extension RenditionReason {
    /// What differs between the recipe that a rendition was made by and that of today; empty when it would be the same.
    ///
    /// - Parameters:
    ///   - recipe: of today, by any asset where nobody knows it yet.
    ///   - isPending: nobody knows yet which asset it will be.
    static func changes(
        from record: LockedRendition, to recipe: RenditionRecipe, isPending: Bool
    ) -> [RenditionReason] {
        if !isPending, record.fingerprint == recipe.fingerprint { return [] }
        var found: [RenditionReason] = []
        if isPending {
            found.append(.asset(old: record.asset, new: nil))
        } else if record.asset != recipe.asset {
            found.append(.asset(old: record.asset, new: recipe.asset))
        }
        let (old, new) = (record.recipe.leaves, recipe.json.leaves)
        for key in Set(old.keys).union(new.keys).sorted() where !same(old[key], new[key]) {
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
    /// The values of an object by their keys, those of objects within it joined by dots. An empty object is a value.
    fileprivate var leaves: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        var leaves: [String: JSONValue] = [:]
        for member in members {
            let inner = member.value.leaves
            if inner.isEmpty {
                leaves[member.key] = member.value
            } else {
                for (key, value) in inner { leaves["\(member.key).\(key)"] = value }
            }
        }
        return leaves
    }
}
