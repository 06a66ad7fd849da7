import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Finds images that have the name of another one.
enum NameCollisions {
    /// - Returns: the drafts that have one, and an output that comes of it: nobody needs to be told that this is one,
    ///   too.
    static func check(_ drafts: [EntryDraft], _ faults: inout FileDiagnostics) -> Set<Int> {
        var first: [ImageName: Int] = [:]
        var taken: Set<Int> = []
        first.reserveCapacity(drafts.count)
        for (number, draft) in drafts.enumerated() {
            guard let name = draft.name, let other = first.updateValue(number, forKey: name.value) else { continue }
            first[name.value] = other
            faults.subject = draft.subject
            tell(name, of: draft, isThatOf: drafts[other], &faults)
            if draft.combination != nil || draft.outputSite == name.location { taken.insert(number) }
        }
        faults.subject = nil
        return taken
    }

    private static func tell(
        _ name: Located<ImageName>, of draft: EntryDraft, isThatOf other: EntryDraft, _ faults: inout FileDiagnostics
    ) {
        let place = other.name?.location ?? name.location
        let isOfFamily = draft.combination.map { $0.family === other.combination?.family } ?? false
        let who = other.combination == nil ? "the image" : other.label
        let fault = Diagnostic(
            file: faults.file, at: name.location,
            "the name \(Diagnostic.quoted(name.value.text)) is taken by \(who) at \(place)",
            hint: isOfFamily
                ? "The name needs every variable by which the images differ." : "Every image has a name of its own.")
        // One is enough to see what all of the family want.
        faults.add(fault, kind: isOfFamily ? "name" : nil)
    }
}
