import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// The sentences of the text output. Every reason, protection and hold has one, here and nowhere else.
extension Reason {
    /// What people read about it, on one line or, for a prompt, as a word diff.
    package var sentence: String {
        switch self {
        case .prompt(let old, let new): "prompt: \(WordDiff.text(from: old, to: new))"
        case .reference(let source, let old, let new):
            "reference \(source.label): \(Self.short(old)) → \(Self.short(new))"
        case .referenceAdded(let source, let digest): "reference \(source.label): added (\(Self.short(digest)))"
        case .referenceRemoved(let source, let digest): "reference \(source.label): removed (\(Self.short(digest)))"
        case .mask(nil, let new?): "mask \(new.source.label): added (\(Self.short(new.sha256)))"
        case .mask(let old?, nil): "mask \(old.source.label): removed (\(Self.short(old.sha256)))"
        case .mask(let old, let new):
            "mask \((new ?? old)?.source.label ?? ""): \(Self.short(old?.sha256)) → \(Self.short(new?.sha256))"
        case .operation, .model, .size, .parameter, .referenceOrder, .variant, .output, .name:
            change.sentence
        case .fingerprint(let old, let new):
            "the recorded fingerprint \(old.digest.short) is not that of the recorded inputs, \(new.digest.short)"
        case .modified(let recorded?, let found):
            "the file was modified: \(recorded.short) was published here, and now it is \(found.short)"
        case .modified(nil, let found): "a file that was not made here stands at the output (\(found.short))"
        case .obstacle(let fault): "the output \(fault.predicate)"
        case .form(let form, let restore): form.sentence(restore: restore)
        case .inGit(let restore): "Git has the file: `\(restore.command)` or a run brings it back, at no cost"
        case .lackedByGit(let fetch):
            "Git knows a file here that this clone does not hold: `\(fetch.command)` fetches it at no cost; a run pays "
                + "for another"
        case .otherResult(let recorded, let found):
            "another result for the same inputs is in place: \(recorded.short) → \(found.short); a run or "
                + "`accept` records it, at no cost"
        case .missing: "the file is missing"
        case .incomplete(0, _): "the file is empty"
        case .incomplete(let bytes, let whole): "the file is cut short: \(bytes) of \(whole) bytes"
        case .expectation(let violation): "the image \(violation.predicate)"
        case .placeholder: "the file is a placeholder"
        case .neverMade: "the image was never made"
        case .asked: "asked for with --regenerate"
        }
    }

    private static func short(_ digest: SHA256Digest?) -> String { digest?.short ?? "known once it is made" }

    package var change: Change {
        switch self {
        case .operation(let old, let new): Change("operation", old.rawValue, new.rawValue)
        case .model(let old, let new): Change("model", old, new)
        case .prompt(let old, let new): Change("prompt", old, new)
        case .size(let old, let new): Change("size", old.description, new.description)
        case .parameter(let name, let old, let new): Change("parameter \(name)", old?.text, new?.text)
        case .reference(let source, let old, let new): Change("reference \(source.label)", old?.hex, new?.hex)
        case .referenceAdded(let source, let new): Change("reference \(source.label) added", nil, new?.hex)
        case .referenceRemoved(let source, let old): Change("reference \(source.label) removed", old?.hex, nil)
        case .referenceOrder(let old, let new):
            Change(
                "order of references", old.map(\.label).joined(separator: ", "),
                new.map(\.label).joined(separator: ", "))
        case .mask(let old, let new):
            Change(old == nil ? "mask added" : new == nil ? "mask removed" : "mask", old?.sha256?.hex, new?.sha256?.hex)
        case .variant(let old, let new): Change("variant", old.map(String.init), new.map(String.init))
        case .fingerprint(let old, let new): Change("fingerprint", old.description, new.description)
        case .name(let old, let new): Change("name", old.text, new.text)
        case .output(let old, let new): Change("output", old.text, new.text)
        case .modified(let recorded, let found): Change("asset modified", recorded?.hex, found.hex)
        case .obstacle(let fault): Change("output blocked", nil, fault.predicate)
        case .form: Change("file")
        case .inGit, .lackedByGit: Change("git")
        case .otherResult(let recorded, let found): Change("asset", recorded.hex, found.hex)
        case .missing: Change("asset missing")
        case .incomplete(let bytes, let whole): Change("asset incomplete", "\(whole) bytes", "\(bytes) bytes")
        case .expectation(let violation): Change("expectation", nil, violation.predicate)
        case .placeholder: Change("placeholder")
        case .neverMade: Change("never made")
        case .asked: Change("asked for")
        }
    }
}

extension PictureSource {
    /// As reasons name it.
    var label: String {
        switch self {
        case .file(let path): path.text
        case .image(let name): "image \(name)"
        }
    }
}

/// A reason as documents have it.
package struct Change {
    /// The input or fact it is about.
    package let label: String
    /// The value in the lockfile, where there is one.
    package let old: String?
    /// The value in the manifest or on disk, where there is one.
    package let new: String?

    init(_ label: String, _ old: String? = nil, _ new: String? = nil) {
        (self.label, self.old, self.new) = (label, old, new)
    }

    var sentence: String {
        if let old, let new, old == new, !old.isIdentical(to: new) {
            return "\(label): \(new), \(WordDiff.unicodeForm)"
        }
        return "\(label): \(old ?? "none") → \(new ?? "none")"
    }
}

extension AssetForm {
    fileprivate func sentence(restore: GitCheckout?) -> String {
        switch self {
        case .convertedPNG:
            "the line endings of the PNG were converted as if it were text: write `*.png binary` into .gitattributes"
                + (restore.map { ", delete the file, and `\($0.command)` or a run brings it back, at no cost" }
                    ?? " and put a whole copy in its place")
        case .otherPointer:
            "the file is a Git LFS pointer to another object than the lockfile records: `git lfs pull` fetches "
                + "that, at no cost"
        case .otherKind(let kind): "the file \(kind.predicate(insteadOf: "a PNG"))"
        case .ofCommit(let commit):
            "the file is the picture that \(commit.name) records for this image, and the lockfile here records "
                + "another, as after a merge that took the two from different sides: "
                + (restore.map { "`\($0.command)` brings the one that the lockfile records, at no cost" }
                    ?? "take both from one side, at no cost")
        }
    }
}

extension GitCheckout {
    fileprivate var command: String {
        // A pattern would bring back other files too, and with them lose what somebody did to those.
        let literal = path.text.utf8.contains { "*?[\\".utf8.contains($0) } ? " --literal-pathspecs" : ""
        let revision = commit.map { " \($0.name.shellQuoted)" } ?? ""
        // In a sparse checkout the file was never there; what a merge took from another side is.
        let sparse = commit == nil || commit == .head ? " --ignore-skip-worktree-bits" : ""
        return "git\(literal) checkout\(revision)\(sparse) -- \(path.text.shellQuoted)"
    }
}

extension Protection {
    private static let wayOfFrozen =
        "it is frozen: move the file away, and what is recorded comes back at no cost where the store or Git has it, "
        + "or remove \"frozen\""

    func sentence(
        _ name: ImageName, _ output: PackagePath, _ state: ImageState, _ reasons: [Reason], _ commands: CommandForm
    ) -> String {
        let accept = "`\(commands("accept \(name)"))`"
        let overwrite = "`\(commands("generate --overwrite \(name)"))`"
        switch self {
        case .work:
            for case .form(let form, let restore) in reasons {
                let way = state == .frozen ? Self.wayOfFrozen : "\(overwrite) replaces it and may pay for a request"
                let said = "\(output) was left alone: \(form.sentence(restore: restore))"
                switch form {
                case .convertedPNG, .otherPointer: return said
                case .otherKind: return "\(said); \(way)"
                case .ofCommit: return "\(said); \(accept) keeps it, \(way)"
                }
            }
            if state == .frozen {
                return "\(output) is somebody's work and was left alone; \(Self.wayOfFrozen); \(accept) keeps it"
            }
            return "\(output) is somebody's work and was left alone; \(accept) keeps it, \(overwrite) replaces it and "
                + "may pay for a request"
        case .accepted where reasons.contains { if case .expectation = $0 { true } else { false } }:
            return "\(output) was accepted as somebody's work and breaks `expect`: change `expect`; \(overwrite) "
                + "replaces the file and may pay for a request"
        case .accepted:
            return "\(output) was accepted as somebody's work and was left alone; \(accept) keeps it for the new "
                + "inputs, \(overwrite) replaces it and may pay for a request"
        case .realImage: return "\(output) is a real image; a placeholder does not replace it"
        case .obstacle(let fault): return "\(output) \(fault.predicate)"
        }
    }
}
