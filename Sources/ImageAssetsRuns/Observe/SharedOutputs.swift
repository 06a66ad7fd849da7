import ImageAssetsModel
import ImageAssetsPlanning

extension [Survey] {
    /// Outputs that two manifests name: the run on one would replace what the run on the other made.
    ///
    /// Compared as `PathCollisions` does within one manifest: without regard to letter case and normal form, and where
    /// symbolic links lead.
    package var sharedOutputs: [Finding] {
        var taken: [String: (manifest: PackagePath, image: Product)] = [:]
        var faults: [Finding] = []
        for survey in self {
            let manifest = survey.workspace.manifest
            for image in survey.products {
                let place = (survey.leads[image.output] ?? image.output.text).foldedForCase
                if let other = taken[place], other.manifest != manifest {
                    faults.append(
                        .note(
                            .sharedOutput(image.output, image: other.image.name, manifest: other.manifest), manifest,
                            at: image.entry.output.location))
                } else {
                    taken[place] = (manifest, image)
                }
            }
        }
        return faults
    }
}
