/// What an image is of the family that it was made of: one combination of the values of `each`.
package struct FamilyMember: Sendable, Hashable {
    /// The name as the manifest writes it: `icon-${animal}-${mood}`.
    package let template: String
    /// In the order of `each`.
    package let values: [Value]

    package struct Value: Sendable, Hashable {
        package let variable: String
        package let id: String

        package init(_ variable: String, _ id: String) {
            self.variable = variable
            self.id = id
        }
    }

    package init(of template: String, _ values: [Value]) {
        self.template = template
        self.values = values
    }
}
