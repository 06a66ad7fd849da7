import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

extension Note {
    package func sentence(_ commands: CommandForm) -> String {
        switch self {
        case .protected(let protection, let name, let output, let state, let reasons):
            protection.sentence(name, output, state, reasons, commands)
        case .held(.offline): "it needs a request, and --offline sends none"
        case .held(.unasked): "it needs a request, and only a rendition of it was asked for"
        case .held(.budget(let needed, let allowed)):
            "\(needed == 1 ? "1 request is" : "\(needed) requests are") needed, and --max-requests or "
                + "`maxRequests` allows \(allowed): none is sent"
        case .held(.cost(let most, let allowed, let currency)):
            "the requests may cost \(most.shown) \(currency), and --max-cost or `maxCost` allows \(allowed.text): "
                + "none is sent"
        case .held(.unpriced(let gap)):
            "what the requests cost is unknown, and with --max-cost or `maxCost` none is sent then: \(gap.sentence)"
        case .held(.lack(let lack)): "it is made from \(lack.image), \(lack.why.sentence)"
        case .frozen(let reason): "it is frozen, and \(reason?.sentence ?? "its bytes are found nowhere")"
        case .changedMeanwhile(let output): "\(output) changed while the run was at work, so it was left alone"
        case .oldFileStays(let path, let reason): "the old file \(path) stays: \(reason.sentence)"
        case .arrived(let place): place.sentence
        case .notBegun(let stop): stop.reason
        case .store(let remark): remark.sentence
        case .lostAttempts(let attempts):
            "\(count(attempts.count, "request")) of an earlier run got no answer here and may have been charged: "
                + Set(attempts.map(\.image)).sorted().map(\.text).joined(separator: ", ")
        case .trackedStore:
            "Git tracks \(StoreFolder.name): whoever commits to it can add images that the service never sent. "
                + "`git rm -r --cached \(StoreFolder.name)` and a commit end that and keep the files"
        case .trailingBytes(let count, let image): (image.map { "\($0): " } ?? "") + count.asTrailingBytes
        case .alongside(let names):
            "the named images are made from \(names.map(\.text).named), \(names.included)"
        case .shownAlongside(let names):
            "the named images show \(names.map(\.text).named) in another appearance, \(names.included)"
        case .unreadRepository:
            "Git does not read the repository of this package, so it is unknown whether it has the missing "
                + "files"
        case .pointerReference(let path): "\(path) is a Git LFS pointer, and a request needs the file itself"
        case .brokenReference(let path, let fault): "the reference \(path) \(fault.predicate)"
        case .brokenMask(let path, let fault): "the mask \(path) \(fault.predicate)"
        case .unsendableMask(let mask, let fault): "the mask \(mask.source.label) \(fault.predicate)"
        case .unlikeMask(let mask, let own, let reference, let other):
            "the mask \(mask.source.label) \(mask.measure(own)), and the first reference \(reference.source.label) "
                + reference.measure(other)
        case .opaqueMask(let mask, let background):
            "the mask \(mask.source.label) needs an alpha channel, and \(background.sentence)"
        case .unmeetable(let obstacle): obstacle.sentence
        case .shared(let names): "\(names.map(\.text).listed) ask for exactly the same and share one request"
        case .perhapsCharged(let name, let requests, let statuses):
            "\(count(requests, "earlier request")) for \(name) ended "
                + (statuses.isEmpty
                    ? "without an answer" : "with HTTP \(statuses.map(String.init).joined(separator: ", "))")
                + " and may have been charged"
        case .sharedOutput(let output, nil, let manifest, _):
            "the output \(output) is also the Swift file in \(manifest)"
        case .sharedOutput(let output, let image?, let manifest, let set):
            "the output \(output) " + (set.map { "lies in \($0), which is a set" } ?? "is also that")
                + " of the image \(Diagnostic.quoted(image.text)) in \(manifest)"
        case .sharedSetName(let set, let other, let manifest):
            "the \(set.kindWord) \(set.path) has the name of \(other) in \(manifest): in one catalog, the names of two "
                + "sets have to differ by more than their groups and letter case"
        case .takenForImage(let word, let meant):
            "\(Diagnostic.quoted(word)) was taken for an image's name; "
                + "did you mean \(meant.words(commands.invocation))?"
        case .sharedStore: "one store serves all manifests of the package, so all have to be read"
        case .leftOut(let naming, let names, let why):
            "\(naming.rawValue) leaves out \(names.map(\.text).listed), which \(names.count == 1 ? "is" : "are") "
                + why.predicate
        case .conflictedLockfile: "the lockfile has merge conflicts"
        case .unwrittenLockfile(let error, _): "the lockfile could not be written: \(error)"
        case .undecodedPointer: "this is a Git LFS pointer, so it was not decoded"
        }
    }

    /// What to do about it, as a sentence of its own.
    fileprivate func hint(_ commands: CommandForm) -> String? {
        switch self {
        case .unreadRepository: "`git status` says why; it may belong to another user."
        case .pointerReference: "Run `git lfs pull`."
        case .brokenReference(_, .unreadable), .brokenReference(_, .trailingBytes): nil
        // The limit can be raised.
        case .brokenReference(_, .png(let error)) where error.stage == .limit: nil
        case .brokenReference: "A request with it would be paid for: repair or replace the file."
        case .brokenMask(_, .unreadable): nil
        case .brokenMask(_, .undecodable(let error)) where error.stage == .limit: nil
        case .brokenMask(_, .opaque): "A request with it is paid for: make transparent what may change."
        case .brokenMask: "A request with it would be paid for: repair or replace the file."
        case .unsendableMask(let mask, _):
            "This image alone fails, and nothing is sent for it."
                + (mask.image.map { image in
                    " `\(commands("choose \(image)"))` shows whether another picture of \(image) is there; "
                        + "`\(commands("generate --regenerate \(image)"))` pays for another."
                } ?? "")
        case .unlikeMask, .opaqueMask: "If it stays so, the image fails and nothing is sent for it."
        case .unmeetable: "An image that breaks `expect` is paid for and not published."
        case .shared: "Give each a \"variant\" of its own to pay for different ones."
        case .conflictedLockfile:
            "`\(commands("generate"))` resolves them: it keeps what fits the manifest and the files."
        case .unwrittenLockfile(_, let unkept): unkept.wayOut(commands)
        default: nil
        }
    }
}

extension Finding {
    package func diagnostic(_ commands: CommandForm) -> Diagnostic {
        switch self {
        case .fault(let diagnostic): diagnostic
        case .note(let note, let file, let location):
            Diagnostic(
                note.severity, file: file, at: location, note.sentence(commands), hint: note.hint(commands))
        }
    }
}

extension Lack.Why {
    /// About what lacks.
    fileprivate var sentence: String {
        switch self {
        case .failed: "which failed"
        case .held: "which is held back"
        case .missing: "which is missing"
        case .leftAlone: "which was left alone"
        case .placeholder: "which is only a placeholder, and that is never sent"
        case .noPicture: "and its file is no picture that a service takes"
        }
    }
}

extension RunStop? {
    fileprivate var reason: String {
        switch self {
        case .interrupted: "the run was interrupted"
        case .unauthorized: "the service refused the key"
        case .forbidden: "the service refuses this account or this way to it"
        case .quota: "the account has no credit or quota left"
        case .rateLimited: "the service's rate limit lasts longer than a run waits"
        case .timeLimit: "a time limit ended requests before any image came"
        case .alike: "it would fail like the request before it"
        case .budget: "--max-requests or `maxRequests` is reached"
        case .cost: "another attempt may cost more than --max-cost or `maxCost` allows"
        case .unpriced: "what it costs is unknown"
        case nil: "it was not begun"
        }
    }
}

extension LeftOut {
    fileprivate var predicate: String {
        switch self {
        case .frozen: "frozen"
        case .work: "somebody's work"
        }
    }
}

extension RemovalFault {
    package var sentence: String {
        switch self {
        case .absent: "there is no file"
        case .link: "it is a symbolic link"
        case .otherKind: "it is no PNG file"
        case .claimed: "the manifest uses this file"
        case .obstacle(let fault): "it \(fault.predicate)"
        }
    }
}

extension StoreRemark {
    fileprivate var sentence: String {
        switch self {
        case .unreadable(let path, let reason):
            "the store \(path) cannot be read (\(reason)): images that arrived earlier are not found"
        case .lost(let digest): "\(StoreFolder.path(ofObject: digest)) is damaged or gone; it is not used"
        case .unkept(let error): "an image that was found in an earlier answer could not be kept: \(error)"
        }
    }
}

extension ReferenceFault {
    fileprivate var predicate: String {
        switch self {
        case .unreadable(let error): error.fault.predicate
        case .jpeg(let fault): "is a broken JPEG: \(fault)"
        case .webp(let fault): "is a broken WebP: \(fault)"
        case .png(let error): "does not decode: \(error)"
        case .trailingBytes(let count): "is sent although \(count.asTrailingBytes)"
        }
    }
}

extension Int {
    /// What there is to say of so many bytes behind the end of a PNG.
    package var asTrailingBytes: String {
        let (verb, object) = self == 1 ? ("byte follows", "it") : ("bytes follow", "them")
        return "\(grouped) \(verb) the end of the PNG; decoders pass over \(object)"
    }
}

extension ExpectationObstacle {
    fileprivate var sentence: String {
        switch self {
        case .side(let key, let wanted, let asked): "`expect.\(key)` is \(wanted) where \(asked) is asked for"
        case .aspectRatio(let ratio, let asked): "`expect.aspectRatio` is \(ratio) where \(asked) is asked for"
        case .alpha(let alpha, let background): "`expect.alpha` is \"\(alpha)\", and \(background.sentence)"
        }
    }
}

extension ExpectationObstacle.Background {
    fileprivate var sentence: String {
        switch self {
        case .isTransparent: "a transparent background is asked for"
        case .isOpaque: "an opaque background is asked for"
        case .unknown(let service): "\(service) takes no \"background\""
        case .cannotBeTransparent(let model): "\(model) takes no transparent \"background\""
        }
    }
}

extension [UnkeptImage] {
    /// What brings in what arrived once the lockfile can be written again.
    func wayOut(_ commands: CommandForm) -> String {
        let generate = "`\(commands("generate"))`"
        guard !isEmpty else {
            return "Every image that arrived is in \(StoreFolder.name); run \(generate) again, it costs nothing."
        }
        let saved = filter { $0.isPublished || $0.refuge != nil }
        let lost = filter { !$0.isPublished && $0.refuge == nil }.map(\.name.text)
        var sentences: [String] = []
        if !saved.isEmpty {
            let places = saved.map { image in
                image.isPublished ? "\(image.output) is in place" : "copy \(image.refuge ?? "") to \(image.output)"
            }
            let names = saved.map(\.name.text)
            sentences.append(
                "Make room, then bring in what \(StoreFolder.name) could not take: \(places.joined(separator: "; ")); "
                    + "then `\(commands("accept \(names.joined(separator: " "))"))`. Without that, \(generate) pays "
                    + "for \(names.listed) again.")
        }
        if !lost.isEmpty {
            sentences.append("\(lost.listed) could not be saved anywhere: \(generate) pays for that again.")
        }
        sentences.append(
            "Every other image that arrived is in \(StoreFolder.name): \(generate) publishes it at no cost.")
        return sentences.joined(separator: " ")
    }
}

extension [ImageName] {
    fileprivate var included: String { "so the run includes \(count == 1 ? "it" : "them") too" }
}
