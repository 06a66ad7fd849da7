import ImageAssetsModel
import ImageAssetsPlanning

/// The sentences of the text output. Every reason, protection and hold has one, here and nowhere else.
extension Reason {
    /// What people read about it, on one line or, for a prompt, as a word diff.
    package var sentence: String {
        switch self {
        case .prompt(let old, let new): "prompt: \(WordDiff.text(from: old, to: new))"
        case .reference(let path, let old, let new): "reference \(path): \(old.short) → \(new.short)"
        case .referenceAdded(let path, let digest): "reference \(path): added (\(digest.short))"
        case .referenceRemoved(let path, let digest): "reference \(path): removed (\(digest.short))"
        case .operation, .model, .size, .parameter, .referenceOrder, .variant, .output, .name:
            looksTheSame
                ? "\(label): \(new ?? ""), \(WordDiff.unicodeForm)" : "\(label): \(old ?? "none") → \(new ?? "none")"
        case .fingerprint(let old, let new):
            "the recorded fingerprint \(old.digest.short) is not that of the recorded inputs, \(new.digest.short)"
        case .modified(let recorded?, let found):
            "the file is not what was published here (\(recorded.short)) but \(found.short): somebody's work"
        case .modified(nil, let found): "a file that was not made here stands at the output (\(found.short))"
        case .obstacle(let what): "the output \(what)"
        case .form(let form, let restore): form.sentence(restore: restore)
        case .inGit(let restore): "Git has the file: `\(restore)` or a run brings it back, at no cost"
        case .lackedByGit(let fetch):
            "Git knows a file here that this clone does not hold: `\(fetch)` fetches it at no cost; a run pays "
                + "for another"
        case .otherResult(let recorded, let found):
            "another result for the same inputs is in place: \(recorded.short) → \(found.short); a run or "
                + "`accept` records it, at no cost"
        case .missing: "the file is missing"
        case .incomplete(0, _): "the file is empty"
        case .incomplete(let bytes, let whole): "the file is cut short: \(bytes) of \(whole) bytes"
        case .expectation(let violation): "the image \(violation)"
        case .placeholder: "the file is a placeholder"
        case .neverMade: "the image was never made"
        case .asked: "asked for with --regenerate"
        }
    }

    /// Old and new are drawn the same and are not the same bytes.
    private var looksTheSame: Bool {
        guard let old, let new else { return false }
        return old == new && !old.isIdentical(to: new)
    }
}

extension AssetForm {
    fileprivate func sentence(restore: String?) -> String {
        switch self {
        case .convertedPNG:
            "the line endings of the PNG were converted as if it were text: say `*.png binary` in .gitattributes"
                + (restore.map { ", delete the file, and `\($0)` or a run brings it back, at no cost" }
                    ?? " and put a whole copy in its place")
        case .otherPointer:
            "the file is a Git LFS pointer to another object than the lockfile records: `git lfs pull` fetches "
                + "that, at no cost"
        case .otherKind(let predicate): "the file \(predicate)"
        }
    }
}

extension Protection {
    func sentence(
        _ name: ImageName, _ output: PackagePath, _ state: ImageState, _ reasons: [Reason], _ commands: CommandForm
    ) -> String {
        let accept = "`\(commands("accept \(name)"))`"
        let overwrite = "`\(commands("generate --overwrite \(name)"))`"
        switch self {
        case .work:
            for case .form(let form, let restore) in reasons {
                var isPayable: Bool { if case .otherKind = form { true } else { false } }
                return "\(output) was left alone: \(form.sentence(restore: restore))"
                    + (isPayable ? "; \(overwrite) replaces it and may pay for a request" : "")
            }
            if state == .frozen { return "\(output) is somebody's work and was left alone; \(accept) keeps it" }
            return "\(output) is somebody's work and was left alone; \(accept) keeps it, \(overwrite) replaces it and "
                + "may pay for a request"
        case .accepted where reasons.contains { if case .expectation = $0 { true } else { false } }:
            return "\(output) was accepted as somebody's work and breaks `expect`: change that; \(overwrite) replaces "
                + "the file and may pay for a request"
        case .accepted:
            return "\(output) was accepted as somebody's work and was left alone; \(accept) keeps it for what is asked "
                + "now, \(overwrite) replaces it and may pay for a request"
        case .realImage: return "\(output) is a real image; a placeholder does not replace it"
        case .obstacle(let what): return "\(output) \(what)"
        }
    }
}
