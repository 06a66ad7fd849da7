import ImageAssetsModel
import ImageAssetsText

/// The images that one entry with `each` stands for: all combinations of its variables' values but the exceptions.
package final class Family: Sendable {
    /// The name as the manifest writes it: `icon-${animal}-${mood}`.
    package let template: String
    package let variables: [Variable]
    /// The combinations there are, each by its number among all, in order.
    let numbers: [Int]
    /// How far apart two combinations are that differ by one value of this variable.
    private let strides: [Int]

    /// A variable of `each`.
    package struct Variable: Sendable {
        package let name: String
        package let location: SourceLocation
        package let values: [Value]
    }

    package struct Value: Sendable {
        package let id: String
        /// The texts of an object, `id` among them; empty for a string.
        let members: [String: String]
        package let location: SourceLocation

        package func text(_ member: String?) -> String? {
            guard let member else { return id }
            return members[member] ?? (member == "id" ? id : nil)
        }
    }

    init(template: String, variables: [Variable], numbers: [Int]) {
        self.template = template
        self.variables = variables
        self.numbers = numbers
        strides = Self.strides(variables.map(\.values.count))
    }

    /// The last variable is the fastest.
    static func strides(_ counts: [Int]) -> [Int] {
        var strides: [Int] = []
        var stride = 1
        for count in counts.reversed() {
            strides.append(stride)
            stride *= count
        }
        return strides.reversed()
    }

    fileprivate func index(of variable: Int, in number: Int) -> Int {
        number / strides[variable] % variables[variable].values.count
    }
}

/// One image of a family: one value of each of its variables.
package struct Combination: Sendable {
    package let family: Family
    let number: Int

    /// Of the variable's value, among its values.
    package func index(of variable: Int) -> Int { family.index(of: variable, in: number) }

    var member: FamilyMember {
        FamilyMember(
            of: family.template,
            family.variables.indices.map { variable in
                let values = family.variables[variable].values
                return FamilyMember.Value(family.variables[variable].name, values[index(of: variable)].id)
            })
    }
}

extension FamilyMember {
    /// For a sentence: `animal owl, mood sad`.
    var words: String {
        values.map { "\($0.variable) \(Diagnostic.unquoted($0.id))" }.joined(separator: ", ")
    }

    /// For a sentence: `icon-owl-sad (animal owl, mood sad)`.
    ///
    /// - Parameter name: nil where it could not be made.
    func label(_ name: ImageName?) -> String { "\(name?.text ?? Diagnostic.unquoted(template)) (\(words))" }
}

extension Diagnostic {
    /// As `quoted`, where quotes would be many.
    package static func unquoted(_ text: String) -> String { String(quoted(text, limit: 40).dropFirst().dropLast()) }
}
