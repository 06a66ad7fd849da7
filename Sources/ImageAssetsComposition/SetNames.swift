import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Finds sets of one catalog that an app cannot tell apart: by their names alone, whatever group of the catalog they
/// lie in, and without regard to letter case and normal form, as the file systems of Macs do.
enum SetNames {
    private struct Key: Hashable {
        let catalog: String
        let kind: String
        let name: String
    }

    /// - Parameter taken: numbers of drafts that have another fault of the kind.
    static func check(_ drafts: [EntryDraft], besides taken: Set<Int>, _ faults: inout FileDiagnostics) {
        var first: [Key: (set: CatalogSet, site: SourceLocation)] = [:]
        for (number, draft) in drafts.enumerated() where !draft.renditions.isEmpty && !taken.contains(number) {
            faults.subject = draft.subject
            for case let rendition? in draft.renditions.groups.map(\.first) {
                guard let set = rendition.set, let catalog = set.catalog else { continue }
                let key = Key(
                    catalog: catalog.text.foldedForCase, kind: set.kindWord, name: set.name.foldedForCase)
                let site = draft.site(of: rendition)
                guard let other = first[key] else {
                    first[key] = (set, site)
                    continue
                }
                // Of one path it is told that it is one.
                if other.set.path.text.foldedForCase == set.path.text.foldedForCase { continue }
                tell(set, isNamedAs: other.set, at: other.site, site, &faults)
            }
        }
        faults.subject = nil
    }

    private static func tell(
        _ set: CatalogSet, isNamedAs other: CatalogSet, at place: SourceLocation, _ site: SourceLocation,
        _ faults: inout FileDiagnostics
    ) {
        let fault = Diagnostic(
            file: faults.file, at: site,
            "the \(set.kindWord) \(set.path) has the name of \(other.path) at \(place)",
            hint: "In one catalog, the names of two sets have to differ by more than their groups and letter case.")
        faults.add(fault, kind: "name of a set")
    }
}
