import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

extension [Survey] {
    /// Outputs that two manifests name: the run on one would replace what the run on the other made.
    ///
    /// Compared as `PathCollisions` does within one manifest: without regard to letter case and normal form, and where
    /// symbolic links lead.
    package var sharedOutputs: [Finding] {
        var taken: [String: (manifest: PackagePath, image: Product?, set: PackagePath?)] = [:]
        var faults: [Finding] = []
        // All that is below a set is the set's.
        var sets: Set<String> = []
        for survey in self {
            for place in survey.products.flatMap(\.places) where place.isSet {
                let folder = survey.place(of: place.path)
                sets.insert(folder)
                taken[folder] = taken[folder] ?? (survey.workspace.manifest, place.image, place.path)
            }
        }
        for survey in self {
            let manifest = survey.workspace.manifest
            let names = survey.manifest.swiftNames.map { [(nil as Product?, $0.output, $0.location, false)] } ?? []
            for (image, path, location, _) in survey.products.flatMap(\.places) + names {
                let own = survey.place(of: path)
                let place = own.outermost(in: sets)
                if let other = taken[place], other.manifest != manifest {
                    faults.append(
                        .note(
                            .sharedOutput(
                                path, image: other.image?.name, manifest: other.manifest,
                                set: place == own ? nil : other.set), manifest, at: location))
                } else {
                    taken[place] = (manifest, image, taken[place]?.set)
                }
            }
        }
        return faults + sharedSetNames
    }
}

extension Survey {
    func place(of path: PackagePath) -> String { (leads[path] ?? path.text).foldedForCase }
}

extension String {
    /// Of a path and the folders that hold it the first that is one of these; itself where none is.
    fileprivate func outermost(in folders: Set<String>) -> String {
        if folders.isEmpty { return self }
        let ends = utf8.indices.filter { utf8[$0] == UInt8(ascii: "/") }
        return ends.lazy.map { String(self[..<$0]) }.first(where: folders.contains) ?? self
    }
}

extension Product {
    /// All that is published for it, a set as one, and where the manifest says so.
    fileprivate var places: [(image: Product?, path: PackagePath, location: SourceLocation, isSet: Bool)] {
        [(self, output, entry.output.location, false)]
            + entry.renditions.groups.compactMap(\.first).map { file in
                (self, file.set?.path ?? file.output, file.location, file.set != nil)
            }
    }
}
