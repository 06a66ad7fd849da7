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

extension GalleryComparison {
    /// `4 images: 2 up to date, 1 changed, 1 missing. Against HEAD (1a2b3c4d): 1 changed, 1 added.`
    ///
    /// - Parameters:
    ///   - states: how many images have each.
    ///   - changes: how many images are not as the revision has them, by what became of them.
    package func conclusion(_ states: [ImageState: Int], _ changes: [(word: String, count: Int)]) -> String {
        let told = ImageState.allCases.reversed().compactMap { state in states[state].map { "\($0) \(state.word)" } }
        let images = count(states.values.reduce(0, +), "image")
        let sentence = images + (told.isEmpty ? "." : ": \(told.joined(separator: ", ")).")
        return [sentence, self.sentence(changes)].compactMap { $0 }.joined(separator: " ")
    }

    /// Nil where nothing was compared.
    package func sentence(_ changes: [(word: String, count: Int)]) -> String? {
        guard let revision, let commit else { return nil }
        let told = changes.filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }
        // Of what was not compared nobody knows.
        let nothing = fault == nil ? "nothing differs" : "no picture is known to differ"
        return "Against \(revision) (\(commit.prefix(8))): \(told.isEmpty ? nothing : told.joined(separator: ", "))."
    }

    /// What differs of an image, and why it is not up to date, on one line.
    ///
    /// - Parameter share: of the pixels, from 0 to 1.
    package static func summary(
        former: ImageName?, parts: [String], share: Double?, because reasons: [String]
    ) -> String {
        let words = [
            former.map { "renamed from \($0)" } ?? "", parts.joined(separator: ", "),
            share.map { "\(Int(($0 * 100).rounded())) % of the pixels" } ?? "",
        ]
        return (words + reasons).filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension BrowserFault {
    package var sentence: String { "the page was not opened: \(why)" }

    private var why: String {
        switch self {
        case .noDisplay: "no display is known here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
        case .noProgram(let name): "there is no \(name) here"
        case .refused(let name): "\(name) could not open it"
        }
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
