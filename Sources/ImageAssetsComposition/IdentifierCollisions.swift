import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText
import ImageAssetsTypedNames

/// Finds images that would have one name in the Swift file: `walk-in` and `walk_in`.
enum IdentifierCollisions {
    static func check(_ drafts: [EntryDraft], _ faults: inout FileDiagnostics) {
        var first: [SwiftIdentifier: EntryDraft] = [:]
        for draft in drafts {
            guard let name = draft.name else { continue }
            let identifier = SwiftIdentifier(of: name.value)
            guard let other = first[identifier] else {
                first[identifier] = draft
                continue
            }
            // The same name was told already.
            guard let otherName = other.name, otherName.value != name.value else { continue }
            faults.subject = draft.subject
            let isOfFamily = draft.combination.map { $0.family === other.combination?.family } ?? false
            let fault = Diagnostic(
                file: faults.file, at: name.location,
                "the name \(Diagnostic.quoted(name.value.text)) is \(identifier) in Swift, and so is "
                    + "\(Diagnostic.quoted(otherName.value.text)) at \(otherName.location)",
                hint: isOfFamily ? nil : "Signs between words are left out there: one of the two needs another name.")
            faults.add(fault, kind: isOfFamily ? "identifier" : nil)
        }
        faults.subject = nil
    }
}
