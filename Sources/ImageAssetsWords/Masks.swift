import ImageAssetsModel
import ImageAssetsPNG

extension MaskFault {
    /// Behind the mask's name.
    var predicate: String {
        switch self {
        case .unreadable(let error): error.fault.predicate
        case .otherKind(let kind): kind.predicate(insteadOf: ReferenceType.png.words)
        case .undecodable(let error): "does not decode: \(error)"
        case .noAlpha: "has no alpha channel, whose transparent parts say what may change"
        case .size(let own, let reference, let size): "is \(own), and the first reference \(reference) is \(size)"
        case .tooLarge(let byteCount, let limit):
            "has \(byteCount) bytes; the service takes masks of less than \(limit)"
        case .opaque: "is opaque everywhere, so it lets nothing change"
        }
    }
}

extension Input {
    func measure(_ size: PixelSize) -> String { awaits == nil ? "is \(size)" : "is asked for as \(size)" }
}
