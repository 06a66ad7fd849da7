import ImageAssetsModel

extension RenditionFailure {
    /// What is wrong, what to do about it, and that it costs nothing: people who have just paid for an image want to
    /// know.
    package var message: String { "\(cause.sentence); making the rendition again costs nothing" }
}

extension RenditionFailure {
    /// Why a file that nobody encoded here does not read.
    package var reasonOfReading: String { if case .unsound(_, let reason) = cause { reason } else { cause.sentence } }
}

extension RenditionFailure.Cause {
    var sentence: String {
        switch self {
        case .tooSmall(let has, let wanted, let isTrimmed, isIcon: false):
            "\(wanted) pixels are asked for, and there are \(has)\(isTrimmed ? " after the trim" : ""): ask for fewer, "
                + "or write `\"enlarge\": true`"
        case .tooSmall(let has, let wanted, let isTrimmed, isIcon: true):
            "an app icon needs \(wanted) pixels here, and there are \(has)\(isTrimmed ? " after the trim" : ""): write "
                + "`\"enlarge\": true`, or give the image a larger `\"size\"`, which pays for a request"
        case .tooLarge(let format, let size, let limit):
            "it would have \(size) pixels, and a \(format.name) has at most \(limit) a side here: ask for fewer"
                + (format.longestSide == nil && limit < 1_000_000 ? ", or raise the limit with --max-pixels" : "")
        case .tooManyPixels(let size, let limit):
            "it would have \(size) pixels, and a picture has at most \(limit) in all here: ask for fewer, or raise the "
                + "limit with --max-pixels"
        case .notPlain(let key, let share, let distance):
            "the background is not plain: only \(percent(share)) of the border is near \(key), and half of it differs "
                + "by \(rounded(distance)) or more of 442; name its colour with `\"color\"`, or ask for a plain "
                + "background in the prompt, which pays for a request"
        case .checkerboard:
            "the background is a painted checkerboard, not transparency: ask for a plain background in the prompt, "
                + "which pays for a request"
        case .otherColor(let asked, let found):
            "no part of the border is near \(asked), and most of it is near \(found): name that colour, or leave "
                + "`\"color\"` out"
        case .nothingLeft(after: nil): "every pixel of the asset is transparent: remove `\"trim\"`"
        case .nothingLeft(let cutout?):
            "after the cut-out every pixel is transparent: "
                + (cutout.tolerance ?? 0 > 0
                    ? "lower `\"tolerance\"`, or remove `\"cutout\"`"
                    : "remove `\"cutout\"`, or ask for a subject that differs from its background in the prompt, "
                        + "which pays for a request")
        case .transparent:
            "pixels are transparent, and a JPEG has no transparency: name a `\"background\"`, or make it a PNG or WebP"
        case .transparentIcon:
            "pixels are transparent, and such an app icon has to be opaque: write `\"background\": \"#rrggbb\"`, a "
                + "colour without alpha, which is laid below them"
        case .colorSpace(let space): space.sentence
        case .undecodable(let reason): "the asset does not decode: \(reason)"
        case .pointer:
            "the asset is only a Git LFS pointer here, and the store does not have its bytes: run `git lfs pull`"
        case .changedAsset(let path): "\(path) changed while this run was at work"
        case .unreadableAsset(let error): "\(error)"
        case .lostWork(let digest): "the store has lost what was accepted (\(digest.short))"
        case .expectation(let violations):
            "it \(violations.predicate): change the recipe or `expect`"
        case .encoder(let format, let reason): "it could not be encoded as \(format.name): \(reason)"
        case .unsound(let format, let reason):
            "what was encoded as \(format.name) does not read as it should, so it was not published: \(reason)"
        case .noMemory: "there was not enough memory: close other programs and run again, or ask for fewer pixels"
        case .io(let reason): reason
        }
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
    private func rounded(_ distance: Double) -> String { "\(Int(distance.rounded()))" }
}

extension RenditionFailure.ColorSpace {
    fileprivate var sentence: String {
        let ending =
            "which is not converted here: convert the asset to sRGB and `accept` it, after which no label claims how "
            + "it was made"
        switch self {
        case .codePoints(let primaries, let transfer):
            return "the asset's colours are those of cICP \(primaries)/\(transfer), \(ending)"
        case .gamma(let gamma): return "the asset's gamma is \(gamma) of 100,000 and not sRGB's, \(ending)"
        case .profile(let name):
            return "the asset's ICC profile is for “\(name.trimmed)” and not for RGB, \(ending)"
        }
    }
}

extension String {
    /// ICC pads its four letters.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
