/// What a team says by size, by size and quality, or for the rest.
package struct PriceTable<Value: Sendable & Hashable>: Sendable, Hashable {
    package struct Key: Sendable, Hashable {
        package let size: String
        package let quality: String?

        package init(size: String, quality: String? = nil) {
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
        if terms.isOpen { return rest }
        let exact = terms.quality.flatMap { values[Key(size: terms.size, quality: $0)] }
        return exact ?? values[Key(size: terms.size)] ?? rest
    }

    /// All that may turn out to fit an answer; none where one may come of which the team says nothing.
    ///
    /// - Parameter hasQualities: a quality that nobody asks for is the service's choice, of all that it has.
    package func candidates(_ terms: PriceTerms, hasQualities: Bool) -> [Value] {
        guard let value = self[terms] else { return [] }
        if terms.isOpen || terms.quality != nil || !hasQualities { return [value] }
        return [value] + values.filter { $0.key.size == terms.size }.map(\.value)
    }
}
