import ImageAssetsModel
import ImageAssetsText

/// Why something cannot be a mask, before anybody looks at its pixels.
struct MaskRuleFault: Error {
    let message: String
    var hint: String?
}

extension ServiceRules {
    /// Why an image can have no mask at all, whatever it is.
    ///
    /// - Parameter isEdit: whether the image has references.
    func maskFault(isEdit: Bool) -> MaskRuleFault? {
        if maximumMaskBytes == nil {
            let others = Self.all.filter { $0.maximumMaskBytes != nil }.map(\.name)
            return MaskRuleFault(
                message: "\(name) takes no mask", hint: "Masks are taken by \(others.joined(separator: ", ")).")
        }
        if isEdit { return nil }
        return MaskRuleFault(
            message: "a mask needs a reference", hint: "It says which parts of the first one may change.")
    }
}

extension ManifestFiles.Picture {
    /// The file as a mask; nil for one that could not be read, which is told like any other.
    func mask(
        _ path: PackagePath, at place: SourceLocation, by rules: ServiceRules
    ) throws(MaskRuleFault) -> Reference? {
        let limit = rules.maximumMaskBytes ?? 0
        switch self {
        case .image(_, _, let byteCount) where byteCount >= limit,
            .pointer(_, let byteCount) where byteCount >= limit, .tooLarge(let byteCount):
            throw MaskRuleFault(
                message: "\(path) has \(byteCount) bytes; \(rules.name) takes masks of less than \(limit)")
        case .image(let digest, .png, let byteCount):
            return Reference(Input(path: path, sha256: digest, type: .png), at: place, byteCount: byteCount)
        case .pointer(let digest, let byteCount):
            // Nothing else can be one.
            let input = Input(path: path, sha256: digest, type: .png)
            return Reference(input, at: place, byteCount: byteCount, isPointer: true)
        case .image(_, let type, _):
            throw MaskRuleFault(message: "\(path) is \(type.words), and a mask is \(ReferenceType.png.words)")
        case .other(let kind):
            throw MaskRuleFault(
                message: "\(path) \(kind.predicate(insteadOf: ReferenceType.png.words))", hint: kind.wayBack)
        case .unreadable: return nil
        }
    }
}
