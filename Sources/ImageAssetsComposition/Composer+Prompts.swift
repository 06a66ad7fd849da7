import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Texts of entries and of the files that they and fragments name.
extension Composer {
    /// As it is sent; nil after its fault was told.
    mutating func prompt(_ draft: EntryDraft) -> String? {
        guard let source = draft.prompt else { return nil }
        switch source.value {
        case .inline(let text):
            guard let template = draft.template else { return text }
            return prompts.prompt(template, of: draft, &faults)
        case .file(let path):
            guard let text = text(in: path, at: source.location) else { return nil }
            let template = prompts.template(text, in: path, of: draft, &faults)
            guard case .plain(let plain) = template else {
                return prompts.prompt(template, in: path, of: draft, &faults)
            }
            return check(plain, in: path, at: source.location)
        }
    }

    mutating func readFragments() {
        var texts: [PackagePath: String] = [:]
        for file in parsed.fragments.compactMap(\.file) {
            texts[file.value] = text(in: file.value, isFragment: true, at: file.location).flatMap {
                check($0, in: file.value, isFragment: true, at: file.location)
            }
        }
        prompts = PromptComposer(
            parsed.fragments, texts: texts, limit: parsed.rules?.maximumPromptLength, &faults)
    }

    private mutating func text(
        in path: PackagePath, isFragment: Bool = false, at place: SourceLocation
    ) -> String? {
        let what = isFragment ? "the fragment in" : "the prompt in"
        switch files.prompts[path] {
        case .text(let text): return text
        case .notUTF8:
            tell(.promptFile(path)) {
                $0.error(
                    at: place, "\(path) is not UTF-8",
                    hint: isFragment ? "Save the file as UTF-8." : "Save the prompt file as UTF-8.")
            }
        case .tooLarge(let byteCount):
            let limit = parsed.rules?.maximumPromptLength ?? Bounds.promptLength
            tell(.promptFile(path)) {
                $0.error(
                    at: place, "\(what) \(path) has \(byteCount) bytes; at most \(limit) characters can be sent")
            }
        case .unreadable(let error): report(error, .promptFile(path), at: place)
        case nil: break
        }
        return nil
    }

    private mutating func check(
        _ text: String, in path: PackagePath, isFragment: Bool = false, at place: SourceLocation
    ) -> String? {
        let what = isFragment ? "the fragment in" : "the prompt in"
        guard let fault = PromptText.fault(of: text, limit: parsed.rules?.maximumPromptLength) else { return text }
        tell(.promptFile(path)) { $0.error(at: place, "\(what) \(path) \(fault)") }
        return nil
    }
}
