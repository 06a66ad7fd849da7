import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText

/// The sentences about renditions: every reason, protection, lack and remark has one, here and nowhere else.
extension RenditionReason {
    package var sentence: String {
        switch self {
        case .neverMade: "it was never made"
        case .missing: "the file is missing"
        case .other(let recorded, let found):
            "another rendition of ours (\(found.short)) is in its place"
                + (recorded.map { ", not what is recorded (\($0.short))" } ?? "")
        case .lostWork(let digest): Self.lostWork(digest)
        case .asset(let old, let new): "the asset: \(old.short) → \(new?.short ?? "known once it is made")"
        case .key(let key, let old?, let new?) where Self.prose.contains(key):
            "\(key): \(WordDiff.text(from: old.word, to: new.word))"
        case .key, .output: change.sentence
        case .fingerprint(let old, let new):
            "the recorded fingerprint \(old.digest.short) is not that of the recorded recipe, \(new.digest.short)"
        case .modified(let recorded?, let found):
            "the file was modified: \(recorded.short) was published here, and now it is \(found.short)"
        case .modified(nil, let found): "a file that was not made here stands in its place (\(found.short))"
        case .obstacle(let fault): "its path \(fault.predicate)"
        case .expectation(let violation): "it \(violation.predicate)"
        case .placeholder: "it was made from a placeholder"
        case .asked: "asked for with --overwrite"
        }
    }

    static func lostWork(_ digest: SHA256Digest) -> String {
        "what was accepted as somebody's work (\(digest.short)) is gone, and the store does not have it"
    }

    /// Texts of which people want to see the words that changed.
    private static let prose: Set<String> = ["label.alt", "label.prompt"]

    package var change: Change {
        switch self {
        case .neverMade: Change("never made")
        case .missing: Change("rendition missing")
        case .other(let recorded, let found): Change("another rendition", recorded?.hex, found.hex)
        case .lostWork(let digest): Change("accepted rendition lost", digest.hex, nil)
        case .asset(let old, let new): Change("asset", old.hex, new?.hex)
        case .key("label", let old?, let new?): Change("label", old.presence, new.presence)
        case .key(let key, let old, let new): Change(key, old?.word, new?.word)
        case .fingerprint(let old, let new): Change("fingerprint", old.description, new.description)
        case .output(let old, let new): Change("output", old.text, new.text)
        case .modified(let recorded, let found): Change("rendition modified", recorded?.hex, found.hex)
        case .obstacle(let fault): Change("output blocked", nil, fault.predicate)
        case .expectation(let violation): Change("expectation", nil, violation.predicate)
        case .placeholder: Change("placeholder")
        case .asked: Change("asked for")
        }
    }
}

extension JSONValue {
    /// Of a recipe, as the manifest writes it but for quotes.
    fileprivate var word: String { string ?? canonicalText }

    /// Of a label, which is written whatever it says, or is not.
    fileprivate var presence: String { self == .boolean(false) ? "none" : "written" }
}

extension RenditionLack {
    /// Why nothing was made.
    package var sentence: String {
        let asset = image.map { "the asset of \($0), which is shown with it," } ?? "its asset"
        return switch why {
        case .notMade: "\(asset) is not made yet"
        case .missing: "\(asset) is missing"
        case .modified: "\(asset) is not the one that was published, and nothing is made from another"
        case .failed: "\(asset) failed"
        }
    }
}

extension RenditionRemark {
    package var sentence: String {
        switch self {
        case .nearKey(let pixels, let all):
            "\(pixels) of \(all) opaque pixels have nearly the colour that was cut away: check that no part of the "
                + "subject is gone"
        case .partOfBorder(let share):
            "the background that was cut away is at \(Int(share * 100)) % of the picture's border: what touches the "
                + "rest was kept, so check that it is the subject"
        case .leftOut(let keys):
            "made from a placeholder: \(keys.map { "`\"\($0)\"`" }.joined(separator: " and ")) wait"
                + "\(keys.count == 1 ? "s" : "") for the real image"
        case .lostWork(let digest): RenditionReason.lostWork(digest)
        }
    }
}

extension Protection {
    /// Why a rendition was left alone, and what can be done, all of it for nothing.
    func sentence(
        ofRendition path: PackagePath, _ reasons: [RenditionReason], _ commands: CommandForm
    ) -> String {
        let accept = "`\(commands("accept \(path.text.shellQuoted)"))`"
        let overwrite = "`\(commands("generate --overwrite \(path.text.shellQuoted)"))`"
        switch self {
        case .work:
            return "\(path) is somebody's work and was left alone; \(accept) keeps it, \(overwrite) replaces it, at "
                + "no cost"
        case .accepted where reasons.contains { if case .expectation = $0 { true } else { false } }:
            return "\(path) was accepted as somebody's work and breaks `expect`: change `expect`, or \(overwrite) "
                + "replaces the file, at no cost"
        case .accepted:
            return "\(path) was accepted as somebody's work and was left alone; \(accept) keeps it for the new "
                + "inputs, \(overwrite) replaces it, at no cost"
        case .realImage: return "\(path) was made from a real image; that of a placeholder does not replace it"
        case .obstacle(let fault): return "\(path) \(fault.predicate)"
        }
    }
}

extension RenditionReport {
    /// What is said of it besides its reasons, in one line.
    package func remark(_ commands: CommandForm) -> String? {
        let parts: [String?] =
            [
                failure?.message, protection?.sentence(ofRendition: output, reasons, commands), hold?.sentence,
                action == .notStarted && hold == nil ? "it was not begun" : nil,
            ] + remarks.map(\.sentence)
        let said = parts.compactMap { $0 }
        return said.isEmpty ? nil : said.joined(separator: "; ")
    }

    /// Why it is not up to date, in one line.
    package func explanation(_ commands: CommandForm) -> String {
        if let remark = remark(commands) { return remark }
        return reasons.isEmpty ? "it is up to date" : reasons.map(\.sentence).joined(separator: "; ")
    }
}

extension RenditionReport.Action {
    /// What a run calls it.
    package var done: String { self == .notStarted ? "not started" : rawValue }

    /// What a plan calls it, while it is still to be done.
    package var planned: String {
        switch self {
        case .none: "none"
        case .rendered: "render"
        case .restored: "restore"
        case .moved: "move"
        case .protected: "leave"
        case .failed: "fail"
        case .notStarted: "hold"
        }
    }

    package var hue: Style.Hue? {
        switch self {
        case .rendered, .restored, .moved: .good
        case .failed: .error
        case .protected, .notStarted: .warning
        case .none: nil
        }
    }
}

extension OrphanRendition {
    package static let note = "no longer in the manifest; `prune` drops it, and its file unless that was modified"
}
