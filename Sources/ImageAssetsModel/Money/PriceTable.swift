/// What a team says by size, by size and quality, or for the rest.
package struct PriceTable<Value: Sendable & Hashable>: Sendable, Hashable {
    package struct Key: Sendable, Hashable {
        package let size: PixelSize
        let quality: String?

        package init(size: PixelSize, quality: String? = nil) {
            self.size = size
            self.quality = quality
        }
    }

    package var values: [Key: Value]
    /// What `*` says.
    package var rest: Value?

    package init(_ values: [Key: Value] = [:], rest: Value? = nil) {
        self.values = values
        self.rest = rest
    }

    /// The closest that fits: what the service chooses by itself is covered by `*` alone.
    package subscript(terms: PriceTerms) -> Value? {
        guard !terms.isOpen, case .pixels(let size) = terms.size else { return rest }
        return values[Key(size: size, quality: terms.quality.name)] ?? values[Key(size: size)] ?? rest
    }

    /// All that may turn out to fit an answer; none where one may come of which the team says nothing.
    ///
    /// What is left to the service is its choice of all that the team lists: a quality that nobody asks for, too, and
    /// also where a request cannot ask for one.
    package func candidates(_ terms: PriceTerms) -> [Value] {
        guard let value = self[terms] else { return [] }
        let listed = values.filter { key, _ in
            guard terms.allows(key.size) else { return false }
            if terms.hasOpenQuality || key.quality == terms.quality.name { return true }
            return key.quality == nil && values[Key(size: key.size, quality: terms.quality.name)] == nil
        }
        return [value] + listed.values
    }

    /// Whether qualities have entries of their own among what fits.
    package func listsQualities(_ terms: PriceTerms) -> Bool {
        values.keys.contains { $0.quality != nil && terms.allows($0.size) }
    }
}

extension PriceTerms {
    fileprivate func allows(_ other: PixelSize) -> Bool { hasOpenSize || size == .pixels(other) }
}
