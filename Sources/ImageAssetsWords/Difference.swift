import ImageAssetsText

/// What became of a sequence of words: which stayed, which went, which came.
package enum Difference {
    package enum Mark: Sendable, Hashable {
        case kept, removed, added
    }

    package typealias Piece<Element> = (mark: Mark, element: Element)

    /// Beyond this many pairs of elements to compare, the part that differs counts as rewritten.
    package static let maximumPairs = 250_000

    /// Nor is a part compared that has more elements than this in all: what takes long is what differs, and one word
    /// against ten thousand differs in all of them.
    private static let maximumElements = 5_000

    /// All elements of both in order; what was removed stands before what was added in its place.
    ///
    /// - Parameter beyond: for parts without a common beginning or end that are too long for `pairs`.
    package static func pieces<Element: Hashable & Sendable>(
        from old: [Element], to new: [Element], pairs: Int = maximumPairs,
        beyond: ([Element], [Element]) -> [Piece<Element>] = rewritten
    ) -> [Piece<Element>] {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let ends = zip(old.reversed(), new.reversed()).prefix(min(old.count, new.count) - start)
        let end = ends.prefix { $0 == $1 }.count
        let (before, after) = (Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
        let isTooLong = before.count * after.count > pairs || before.count + after.count > maximumElements
        let middle = isTooLong ? beyond(before, after) : difference(from: before, to: after)
        return old[..<start].map { (.kept, $0) } + middle + old[(old.count - end)...].map { (.kept, $0) }
    }

    static func rewritten<Element>(_ old: [Element], _ new: [Element]) -> [Piece<Element>] {
        old.map { (.removed, $0) } + new.map { (.added, $0) }
    }

    private static func difference<Element: Hashable & Sendable>(
        from old: [Element], to new: [Element]
    ) -> [Piece<Element>] {
        if old.isEmpty || new.isEmpty { return rewritten(old, new) }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var pieces: [Piece<Element>] = []
        var position = 0
        func removeUpToNext() {
            while removed.contains(position) {
                pieces.append((.removed, old[position]))
                position += 1
            }
        }
        for (offset, element) in new.enumerated() {
            removeUpToNext()
            if inserted.contains(offset) {
                pieces.append((.added, element))
            } else {
                pieces.append((.kept, element))
                position += 1
            }
        }
        removeUpToNext()
        return pieces
    }
}

/// Equal as it is sent: a service may draw another picture for what Swift takes for the same text.
package struct ExactText: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: ExactText, right: ExactText) -> Bool { left.text.isIdentical(to: right.text) }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
