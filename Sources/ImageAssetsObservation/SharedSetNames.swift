import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

extension [Survey] {
    /// Sets of one catalog that two manifests call alike: an app would show one for the other.
    ///
    /// Compared as `SetNames` does within one manifest. Of one and the same folder `sharedOutputs` tells.
    var sharedSetNames: [Finding] {
        var first: [SetName: (manifest: PackagePath, set: CatalogSet, place: String)] = [:]
        var faults: [Finding] = []
        for survey in self {
            let manifest = survey.workspace.manifest
            for file in survey.products.flatMap(\.entry.renditions.groups).compactMap(\.first) {
                guard let set = file.set, let name = SetName(set, leadingTo: survey.leads[set.path]) else { continue }
                let place = survey.place(of: set.path)
                guard let other = first[name] else {
                    first[name] = (manifest, set, place)
                    continue
                }
                if other.manifest == manifest || other.place == place { continue }
                faults.append(
                    .note(
                        .sharedSetName(set, other: other.set.path, manifest: other.manifest), manifest,
                        at: file.location))
            }
        }
        return faults
    }
}

/// By which an app finds a set.
private struct SetName: Hashable {
    private let catalog: String
    private let kind: String
    private let name: String

    /// - Parameter place: where symbolic links lead, where there are any.
    init?(_ set: CatalogSet, leadingTo place: String?) {
        let lead = place.flatMap { try? PackagePath($0) }.map { CatalogSet($0, set.contents.kind) } ?? set
        guard let catalog = lead.catalog else { return nil }
        self.catalog = catalog.text.foldedForCase
        kind = set.kindWord
        name = set.name.foldedForCase
    }
}
