import ImageAssetsModel
import ImageAssetsPlanning

extension [Survey] {
    /// Outputs that two manifests name: the run on one would replace what the run on the other made.
    ///
    /// Compared as `PathCollisions` does within one manifest: without regard to letter case and normal form, and where
    /// symbolic links lead.
    package var sharedOutputs: [Finding] {
        var taken: [String: (manifest: PackagePath, image: Product?)] = [:]
        var faults: [Finding] = []
        for survey in self {
            let manifest = survey.workspace.manifest
            let names = survey.manifest.swiftNames.map { [(nil as Product?, $0.output, $0.location)] } ?? []
            for (image, path, location) in survey.products.flatMap(\.places) + names {
                let place = (survey.leads[path] ?? path.text).foldedForCase
                if let other = taken[place], other.manifest != manifest {
                    faults.append(
                        .note(
                            .sharedOutput(path, image: other.image?.name, manifest: other.manifest), manifest,
                            at: location))
                } else {
                    taken[place] = (manifest, image)
                }
            }
        }
        return faults
    }
}

extension Product {
    /// All that is published for it, and where the manifest says so.
    fileprivate var places: [(image: Product?, path: PackagePath, location: SourceLocation)] {
        [(self, output, entry.output.location)] + entry.renditions.map { (self, $0.output, $0.location) }
    }
}
