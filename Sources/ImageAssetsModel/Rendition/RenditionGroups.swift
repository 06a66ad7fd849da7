extension [Rendition] {
    /// The files of a set together, and each of the others by itself; in order.
    package var groups: [ArraySlice<Rendition>] {
        var groups: [ArraySlice<Rendition>] = []
        var start = startIndex
        for place in indices where place > start && !self[place].isOfSet(of: self[start]) {
            groups.append(self[start..<place])
            start = place
        }
        if start < endIndex { groups.append(self[start...]) }
        return groups
    }
}

extension Rendition {
    /// Two may declare one set, which is a fault: each of them has its own place.
    fileprivate func isOfSet(of other: Rendition) -> Bool {
        set != nil && location == other.location && set == other.set
    }
}
