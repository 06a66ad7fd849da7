import ImageAssetsText

/// The images of a family that a fault is about. The same fault of several of them is told once, with how many they
/// are.
package enum FaultSubject {
    /// All of them: the fault is in what they share.
    case family(Family)
    case image(Combination, ImageName?)

    package var family: Family {
        switch self {
        case .family(let family): family
        case .image(let combination, _): combination.family
        }
    }

    /// What a message begins with.
    ///
    /// - Parameter count: how many images have the fault; this is the first.
    func words(count: Int) -> String {
        let all = family.numbers.count
        let name = family.template.isEmpty ? "this family" : Diagnostic.unquoted(family.template)
        switch self {
        case .image(let combination, let image) where count < all || all == 1:
            let label = combination.member.label(image)
            return count == 1 ? "\(label): " : "\(label) and \(count - 1) more of \(name): "
        default: return all == 1 ? "\(name): " : "all \(all) images of \(name): "
        }
    }
}
