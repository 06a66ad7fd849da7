/// The right name that somebody may have meant.
package enum NearestName {
    /// Nil when none is near: more than a third of the letters would have to change.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(name.lowercased().unicodeScalars.prefix(ImageName.maximumLength))
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let other = Array(candidate.lowercased().unicodeScalars.prefix(ImageName.maximumLength))
            let limit = min(max(letters.count, other.count) / 3, best.map { $0.distance - 1 } ?? .max)
            // No fewer letters have to change than one name has more than the other.
            guard abs(letters.count - other.count) <= limit else { continue }
            if let distance = distance(letters, other, limit: limit) { best = (candidate, distance) }
        }
        return best?.name
    }

    /// As a hint, if one is near.
    package static func hint(_ name: String, among candidates: some Sequence<String>) -> String? {
        of(name, among: candidates).map { "Did you mean \(Diagnostic.quoted($0))?" }
    }

    /// How many letters have to be put in, left out, replaced or swapped with their neighbour (Damerau and Levenshtein,
    /// each letter touched once). Nil when that is more than `limit`.
    static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter], limit: Int = .max) -> Int? {
        var beforeLast: [Int] = []
        var leastBefore = 0
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            var least = i + 1
            for j in right.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
                least = min(least, cost)
            }
            // A swap reaches back by one row, and costs no less than what it starts from.
            if min(least, leastBefore) > limit { return nil }
            (beforeLast, last, leastBefore) = (last, row, least)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
