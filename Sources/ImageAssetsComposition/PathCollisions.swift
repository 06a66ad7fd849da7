import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Finds outputs, of images and of renditions, that would overwrite something that the package needs: another output, a
/// reference, a mask, a prompt file, the manifest, its lockfile, `Package.swift`.
///
/// Paths are compared as the least particular file system does, without regard to letter case and Unicode normal form,
/// and both as they are written and as they lead through symbolic links.
package struct PathCollisions {
    private let files: ManifestFiles
    /// A tree of the parts of paths; the first is the package itself.
    private var nodes = [Node(parent: nil)]
    private var occupants: [PathOccupant] = []
    /// The folder of the last path: those of one folder mostly come together.
    private var last = (path: "", node: 0)
    /// By place, the outputs that are references or masks.
    private var owners: [Int: Owner] = [:]
    /// Those whose own `Contents.json` has its place, without regard to letter case and normal form.
    private var catalogs: Set<String> = []

    /// An image whose output something is, or that of a rendition of it.
    struct Owner {
        let draft: EntryDraft
        let site: SourceLocation
        let isRendition: Bool
    }

    private struct Node {
        let parent: Int?
        var children: [String: Int] = [:]
        /// What this very path is taken by, as an index of `occupants`.
        var occupant: Int?
        /// What was the first to lie below it.
        var below: Int?
    }

    init(_ files: ManifestFiles, manifest: PackagePath) {
        self.files = files
        for (path, what) in Self.own(manifest) { occupy(PathOccupant(path: path, role: .file(what), place: nil)) }
    }

    /// Files that no output may be, whatever the manifest says.
    package static func own(_ manifest: PackagePath) -> [(path: PackagePath, what: String)] {
        let package = (try? PackagePath("Package.swift")).map { ($0, "the Swift package's manifest") }
        return [(manifest, "the manifest"), (manifest.lockfile, "the lockfile")] + (package.map { [$0] } ?? [])
    }

    /// - Parameter taken: numbers of drafts that have another fault of the kind.
    mutating func check(
        _ drafts: [EntryDraft], _ fragments: [Fragment], besides taken: Set<Int>, _ faults: inout FileDiagnostics
    ) {
        nodes.reserveCapacity(drafts.count)
        occupants.reserveCapacity(drafts.count)
        var inputs: Set<PackagePath> = []
        for file in fragments.compactMap(\.file) where inputs.insert(file.value).inserted {
            occupy(PathOccupant(path: file.value, role: .fragment, place: file.location))
        }
        for draft in drafts {
            if case .file(let path)? = draft.prompt?.value, inputs.insert(path).inserted {
                occupy(PathOccupant(path: path, role: .promptFile, place: draft.prompt?.location))
            }
            for source in draft.references {
                guard let path = source.value.path, inputs.insert(path).inserted else { continue }
                occupy(PathOccupant(path: path, role: .reference, place: source.location))
            }
            if let mask = draft.mask, let path = mask.value.path, inputs.insert(path).inserted {
                occupy(PathOccupant(path: path, role: .mask, place: mask.location))
            }
        }
        for (number, draft) in drafts.enumerated() {
            guard !taken.contains(number), let output = draft.output?.value, let site = draft.outputSite else {
                continue
            }
            faults.subject = draft.subject
            take(output, for: .output(draft), Owner(draft: draft, site: site, isRendition: false), &faults)
        }
        // Assets come first: it is a rendition that has to go elsewhere.
        for (number, draft) in drafts.enumerated() where !draft.renditions.isEmpty && !taken.contains(number) {
            faults.subject = draft.subject
            for group in draft.renditions.groups {
                guard let rendition = group.first else { continue }
                let owner = Owner(draft: draft, site: draft.site(of: rendition), isRendition: true)
                if let set = rendition.set {
                    take(set, group, owner, &faults)
                } else {
                    take(rendition.output, for: .rendition(draft), owner, &faults)
                }
            }
        }
        faults.subject = nil
    }

    /// Has the place of the Swift file for it, or tells why not: it comes last, and may be nothing else at all.
    mutating func check(_ names: SwiftNames, _ faults: inout FileDiagnostics) {
        if let error = files.blocked[names.output] {
            faults.error(at: names.location, "the output \(error.description)")
            return
        }
        let occupant = PathOccupant(path: names.output, role: .file("the Swift file"), place: names.location)
        for place in places(of: names.output) {
            guard let (other, relation) = collision(place) else { continue }
            return report(occupant, relation, other, at: names.location, &faults)
        }
    }

    /// Has a folder for its own, with all that is in it, or tells once why not.
    private mutating func take(
        _ set: CatalogSet, _ renditions: ArraySlice<Rendition>, _ owner: Owner, _ faults: inout FileDiagnostics
    ) {
        if let contents = set.catalogContents, catalogs.insert(contents.text.foldedForCase).inserted {
            let occupant = PathOccupant(path: contents, role: .catalogContents, place: owner.site)
            take(occupant, places(of: contents), owner, &faults)
        }
        if let error = renditions.lazy.compactMap({ [files] in files.blocked[$0.output] }).first {
            faults.error(at: owner.site, "the file \(error.description)")
            return
        }
        take(set.path, for: .set(owner.draft, set.kindWord), owner, &faults)
        // A file of it that is a link lies elsewhere, too.
        let folder = (files.leads[set.path] ?? set.path.text) + "/"
        for rendition in renditions {
            guard let lead = files.leads[rendition.output], !lead.utf8.starts(with: folder.utf8) else { continue }
            let occupant = PathOccupant(path: rendition.output, role: .rendition(owner.draft), place: owner.site)
            take(occupant, [place(lead.foldedForCase)], owner, &faults)
        }
    }

    /// Has a file for its own, or tells why not.
    private mutating func take(
        _ output: PackagePath, for role: PathOccupant.Role, _ owner: Owner, _ faults: inout FileDiagnostics
    ) {
        if let error = files.blocked[output] {
            faults.error(at: owner.site, "the output \(error.description)")
            return
        }
        let occupant = PathOccupant(path: output, role: role, place: owner.site)
        take(occupant, places(of: output), owner, &faults)
    }

    private mutating func take(
        _ occupant: PathOccupant, _ places: [Int], _ owner: Owner, _ faults: inout FileDiagnostics
    ) {
        var found: (PathOccupant, PathOccupant.Relation)?
        for place in places where found == nil { found = collision(place) }
        if let (other, relation) = found, relation == .same, other.role.isPicture {
            own(occupant, places, owner)
        } else if let (other, relation) = found {
            report(occupant, relation, other, at: owner.site, &faults)
        } else {
            occupy(occupant, places)
        }
    }

    /// The image whose output a reference or mask is, which is for whoever names it to say.
    mutating func owner(of picture: PackagePath) -> Owner? {
        owners.isEmpty ? nil : places(of: picture).lazy.compactMap { [owners] in owners[$0] }.first
    }

    // MARK: Places

    /// The nodes of a path, equal for what may be one file: both as it is written and as it leads through links.
    private mutating func places(of path: PackagePath) -> [Int] {
        let written = place(path.text.foldedForCase)
        guard let lead = files.leads[path] else { return [written] }
        return [written, place(lead.foldedForCase)]
    }

    private mutating func place(_ path: String) -> Int {
        let name = path.lastSlash.map { path.utf8.index(after: $0) } ?? path.startIndex
        let folder = path[..<name]
        if folder != last.path {
            var node = 0
            for part in folder.utf8.split(separator: UInt8(ascii: "/")) {
                node = child(String(Substring(part)), of: node)
            }
            last = (String(folder), node)
        }
        return child(String(path[name...]), of: last.node)
    }

    private mutating func child(_ part: String, of node: Int) -> Int {
        if let child = nodes[node].children[part] { return child }
        nodes[node].children[part] = nodes.count
        nodes.append(Node(parent: node))
        return nodes.count - 1
    }

    // MARK: Comparison

    private mutating func occupy(_ occupant: PathOccupant) {
        occupy(occupant, places(of: occupant.path))
    }

    private mutating func occupy(_ occupant: PathOccupant, _ places: [Int]) {
        let number = occupants.count
        occupants.append(occupant)
        for place in places {
            nodes[place].occupant = nodes[place].occupant ?? number
            var folder = nodes[place].parent
            // Where something lies below a folder already, it does below those that hold it.
            while let node = folder, nodes[node].below == nil {
                nodes[node].below = number
                folder = nodes[node].parent
            }
        }
    }

    /// Takes the place of a reference or mask: for other outputs this is the one that has it.
    private mutating func own(_ output: PathOccupant, _ places: [Int], _ owner: Owner) {
        let number = occupants.count
        occupants.append(output)
        for place in places where nodes[place].occupant.map({ occupants[$0].role.isPicture }) ?? true {
            nodes[place].occupant = number
            owners[place] = owner
        }
    }

    /// Of those above it the innermost.
    private func collision(_ place: Int) -> (PathOccupant, PathOccupant.Relation)? {
        if let other = nodes[place].occupant { return (occupants[other], .same) }
        var folder = nodes[place].parent
        while let node = folder {
            if let other = nodes[node].occupant { return (occupants[other], .below) }
            folder = nodes[node].parent
        }
        return nodes[place].below.map { (occupants[$0], .above) }
    }

    private func report(
        _ output: PathOccupant, _ relation: PathOccupant.Relation, _ other: PathOccupant, at site: SourceLocation,
        _ faults: inout FileDiagnostics
    ) {
        let message = "the \(output.role.word) \(output.path) \(output.predicate(relation, other))"
        guard let draft = output.role.draft, let first = other.role.draft, relation == .same,
            let family = draft.combination?.family, family === first.combination?.family
        else { return faults.error(at: site, message) }
        // One is enough to see what all of the family want.
        let isOwn = draft.name?.value == first.name?.value
        let hint = isOwn ? nil : "The \(output.role.word) needs every variable by which the images differ."
        faults.add(
            Diagnostic(file: faults.file, at: site, message, hint: hint), kind: isOwn ? "own output" : "output")
    }
}
