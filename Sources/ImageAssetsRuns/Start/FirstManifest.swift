import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// The manifest that `init` writes, and the pictures of the package that it could adopt.
package struct FirstManifest: Sendable {
    /// A first image that works as it stands, with the schema for editors.
    ///
    /// - Parameter catalog: an asset catalog that shows it; nil: there is none.
    static func text(showingIn catalog: PackagePath? = nil) -> String {
        let sets = catalog.map { catalog in
            let set = JSONValue.string("\(catalog)/${name}.imageset").canonicalText
            return ",\n      \"renditions\": [{ \"imageset\": \(set) }]"
        }
        return """
            {
              "$schema": "https://raw.githubusercontent.com/swift-image-assets/swift-image-assets/main/Schemas/images.schema.json",
              "version": 1,
              "service": "bettertoken",
              "defaults": { "size": "1024x1024", "output": "Images/${name}.png" },
              "images": [
                { "name": "hero", "prompt": "A lighthouse on a cliff at dawn, flat illustration, soft colours"\(sets ?? "") }
              ]
            }

            """
    }

    /// What of the package a first manifest is about.
    package struct Surroundings: Sendable, Hashable {
        /// PNG files that the manifest can name, as it would write their paths, sorted.
        package var adoptable: [PackagePath] = []
        /// The asset catalog that is most likely meant, as the manifest would write its path.
        package var catalog: PackagePath?
        /// Where that lies in the folder of a target of this package; nil: in none.
        package var resource: String?
        /// The first target's folder.
        package var target: PackagePath?
    }

    /// What the manifest can name, as it would write it.
    ///
    /// Folders and files that begin with a dot are left out, as they can never be an output; so is what does not lie
    /// below the manifest's own folder, what another manifest publishes, and what is only named like a PNG file.
    package static func surroundings(in workspace: Workspace) -> Surroundings {
        let folder = workspace.folder
        let others = outputs(besides: workspace.manifest, in: folder)
        var found = Surroundings()
        var catalogs: [FoundCatalog] = []
        var folders: [PackagePath?] = [nil]
        while let parent = folders.popLast() {
            guard let directory = folder.existingFolder(parent) else { continue }
            for name in directory.names() {
                // What is too deep, hidden or else no path of an image leads to none either.
                guard let path = try? PackagePath(parent.map { "\($0)/\(name)" } ?? name) else { continue }
                if directory.isFolder(name) {
                    folders.append(path)
                    guard let written = path.relative(to: workspace.manifest.parent) else { continue }
                    if canShow(written) { catalogs.append(FoundCatalog(path, written: written)) }
                } else if name.utf8.suffix(4).elementsEqual(".png".utf8), !others.contains(path),
                    directory.isFile(name), isPNG(path, in: folder),
                    let path = path.relative(to: workspace.manifest.parent)
                {
                    found.adoptable.append(path)
                }
            }
        }
        found.adoptable.sort()
        if let catalog = catalogs.min() {
            found.catalog = catalog.written
            let isPackage = folder.existingFolder(nil)?.isFile("Package.swift") == true
            found.resource = isPackage ? catalog.pathInTarget : nil
        }
        found.target = target(in: folder)
        return found
    }

    /// Whether it is a catalog, by a path in which no variable seems to stand.
    private static func canShow(_ path: PackagePath) -> Bool {
        path.text.hasSuffix(".xcassets") && !path.text.contains("$")
    }

    private static func target(in folder: PackageFolder) -> PackagePath? {
        guard let sources = try? PackagePath("Sources"), let directory = folder.existingFolder(sources) else {
            return nil
        }
        return directory.names().filter(directory.isFolder).compactMap { try? PackagePath("Sources/\($0)") }.min()
    }

    /// Whether it begins like a PNG: `accept` decodes the rest.
    private static func isPNG(_ path: PackagePath, in folder: PackageFolder) -> Bool {
        (try? folder.readStart(of: path, count: 8)).map { ReferenceType(start: $0.start) == .png } ?? false
    }

    /// A manifest that cannot be read publishes nothing just now.
    private static func outputs(besides own: PackagePath, in folder: PackageFolder) -> Set<PackagePath> {
        let manifests = (try? PackageManifests(in: folder, known: own))?.manifests ?? []
        return manifests.subtracting([own]).reduce(into: []) { outputs, path in
            let parsed = (try? ManifestReader(path, in: SeenFiles(folder: folder)))?.parsed
            for draft in parsed?.drafts ?? [] {
                if let output = draft.output?.value { outputs.insert(output) }
                for rendition in draft.renditions { outputs.insert(rendition.output) }
            }
        }
    }

    /// Writes the manifest; false when one is there already.
    package static func write(in workspace: Workspace, showingIn catalog: PackagePath?) throws -> Bool {
        let place = try workspace.folder.place(forWriting: workspace.manifest)
        do {
            try place.folder.create(place.name, Data(text(showingIn: catalog).utf8))
            return true
        } catch {
            guard error.code == EEXIST else { throw error }
            return false
        }
    }
}
