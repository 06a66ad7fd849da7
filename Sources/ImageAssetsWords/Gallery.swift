import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsText

extension PictureFault {
    private static let kinds = "a PNG, JPEG or WebP"

    package var sentence: String {
        switch self {
        case .absent(let path): "\(path) is not there"
        case .unmade(let image): "the image \(image) is not made yet"
        case .inAnswer: "it is in an answer that was kept, from which a run takes it at no cost"
        case .unreadable(let fault): "it \(fault?.predicate ?? "cannot be read")"
        case .notStored: "the store has no such bytes, or damaged ones"
        case .otherKind(let kind): "it \(kind.predicate(insteadOf: Self.kinds))"
        case .damaged(let fault): fault ?? "its header says no size"
        case .tooManyPixels(let size, let limit): "it has \(size) pixels, and more than \(limit) are not shown"
        case .undecodable(let failure):
            switch failure.cause {
            case .undecodable(let words): "it does not decode: \(words)"
            case .noMemory: "there is not enough memory to decode it"
            default: "no smaller picture of it could be made"
            }
        case .unwritten(let why), .revision(let why): why
        case .interrupted: "it was not looked at, as the command was interrupted"
        case .notMadeThen: "it was not made yet"
        case .notCommitted(let path): "\(path) is not in the commit"
        case .otherKindThen(let path, let kind): "\(path) of the commit \(kind.predicate(insteadOf: Self.kinds))"
        case .lost(let path): "what \(path) was then is neither in the commit nor here"
        case .unrecorded: "nobody knows what it was"
        case .notCompared: "only PNGs are compared here"
        case .sides(let before, let now): "the sides differ: \(before) before, \(now) now"
        case .colors: "the colour profiles differ, so the same numbers are other colours"
        case .changedMeanwhile: "it does not decode: the gallery's own copy was changed meanwhile"
        }
    }
}

extension ComparisonFault {
    package var sentence: String {
        switch self {
        case .revision(let why): "nothing is compared: \(why)"
        case .lockfile(let fault, let revision): Self.unread(revision, "\(fault.place): \(fault.message)")
        case .conflictedLockfile(let path, let revision):
            Self.unread(revision, "\(path): it was committed with merge conflicts")
        }
    }

    private static func unread(_ revision: String, _ why: String) -> String {
        "the lockfile of \(revision) cannot be read, so only pictures are compared: \(why)"
    }
}

extension RenditionStep {
    /// `64x64 PNG, 2x`.
    package var detail: String {
        guard let form = rendition.form else { return "what Xcode reads of the set" }
        let size = record?.picture.map { "\($0.width)x\($0.height) " } ?? ""
        let scale = ["2x", "3x"].first { output.lastPart.contains("@\($0).") }
        return "\(size)\(form.format.name)" + (scale.map { ", \($0)" } ?? "")
    }
}
