/// One logical request: one picture that is wanted, however many attempts it takes.
package struct ServiceRequest: Sendable {
    /// Sent as `X-Client-Request-Id` and `Idempotency-Key` with each attempt.
    package let id: UniqueID
    package let recipe: Recipe
    /// The bytes of the recipe's references, in their order.
    package let references: [ReferenceSource]
    /// Those of its mask.
    let mask: ReferenceSource?

    package init(id: UniqueID, recipe: Recipe, references: [ReferenceSource], mask: ReferenceSource? = nil) {
        self.id = id
        self.recipe = recipe
        self.references = references
        self.mask = mask
    }

    /// All that is sent along, in order.
    package var pictures: [ReferenceSource] { references + (mask.map { [$0] } ?? []) }
}

extension Recipe {
    /// A field of the request that draws it.
    package typealias Field = (name: String, value: ParameterValue)

    /// The fields of its request by a service's rules, in the order in which a form sends them, the same for both
    /// operations. Files are apart. No field is ever null.
    package func fields(by rules: ServiceRules) -> [Field] { fields(beside: rules.fixedFields) }

    /// Those of them that may differ from image to image, without the prompt.
    package var choices: [Field] { fields(beside: [:]).filter { $0.name != "prompt" && $0.name != "n" } }

    private func fields(beside fixed: [String: String]) -> [Field] {
        let own: [Field] = [
            ("model", .string(model)), ("prompt", .string(prompt)), ("n", .integer(1)),
            ("size", .string(size.description)),
        ]
        return own + fixed.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }
            + parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The field that each reference is sent in: one in `image`, several in repeated `image[]`, never both.
    var fileField: String { references.count == 1 ? "image" : "image[]" }

    /// The fields of all files that are sent, in their order: the mask comes last.
    package var fileFields: [String] {
        references.map { _ in fileField } + (mask == nil ? [] : ["mask"])
    }

    /// Below the service's address.
    package var path: String { "images/" + operation.rawValue }
}

extension ParameterValue {
    /// As JSON writes it, strings without their quotes; as a form's text value.
    package var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        }
    }
}
