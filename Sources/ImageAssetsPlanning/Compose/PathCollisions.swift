import ImageAssetsModel

/// Finds outputs that would overwrite something that the package needs: another output, a reference, a prompt file, the
/// manifest, its lockfile, `Package.swift`.
///
/// Paths are compared as the least particular file system does, without regard to letter case and Unicode normal form,
/// and both as they are written and as they lead through symbolic links.
package struct PathCollisions {
    private let files: ManifestFiles
    /// A tree of the parts of paths; the first is the package itself.
    private var nodes = [Node()]
    private var occupants: [Occupant] = []

    private struct Node {
        var children: [String: Int] = [:]
        /// What this very path is taken by, as an index of `occupants`.
        var occupant: Int?
        /// What was the first to lie below it.
        var below: Int?
    }

    private struct Occupant {
        package let path: PackagePath
        let role: Role
        let place: SourceLocation?
    }

    private enum Role {
        case output(String?)
        case reference
        case promptFile
        case file(String)
    }

    init(_ files: ManifestFiles, manifest: PackagePath) {
        self.files = files
        for (path, what) in Self.own(manifest) { occupy(Occupant(path: path, role: .file(what), place: nil)) }
    }

    /// Files that no output may be, whatever the manifest says.
    package static func own(_ manifest: PackagePath) -> [(path: PackagePath, what: String)] {
        let package = (try? PackagePath("Package.swift")).map { ($0, "the Swift package's manifest") }
        return [(manifest, "the manifest"), (manifest.lockfile, "the lockfile")] + (package.map { [$0] } ?? [])
    }

    package mutating func check(_ drafts: [EntryDraft], _ faults: inout FileDiagnostics) {
        var inputs: Set<PackagePath> = []
        for draft in drafts {
            if case .file(let path)? = draft.prompt?.value, inputs.insert(path).inserted {
                occupy(Occupant(path: path, role: .promptFile, place: draft.prompt?.location))
            }
            for source in draft.references {
                guard let path = source.value.path, inputs.insert(path).inserted else { continue }
                occupy(Occupant(path: path, role: .reference, place: source.location))
            }
        }
        for draft in drafts {
            guard let output = draft.output?.value, let site = draft.outputSite else { continue }
            let occupant = Occupant(path: output, role: .output(draft.name?.value.text), place: site)
            if let error = files.blocked[output] {
                faults.error(at: site, "the output \(error.description)")
                continue
            }
            let keys = keys(of: output)
            var found: (Occupant, Relation)?
            for key in keys where found == nil { found = collision(key) }
            if let (other, relation) = found {
                report(occupant, relation, other, at: site, &faults)
            } else {
                occupy(occupant, keys)
            }
        }
    }

    // MARK: Keys

    /// The parts of a path, equal for what may be one file: both as it is written and as it leads through links.
    private func keys(of path: PackagePath) -> [[String]] {
        [path.text, files.leads[path]].compactMap { $0 }.map(Self.parts)
    }

    private static func parts(_ path: String) -> [String] {
        path.foldedForCase.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    // MARK: Comparison

    private enum Relation { case same, below, above }

    private mutating func occupy(_ occupant: Occupant) {
        occupy(occupant, keys(of: occupant.path))
    }

    private mutating func occupy(_ occupant: Occupant, _ keys: [[String]]) {
        let number = occupants.count
        occupants.append(occupant)
        for key in keys {
            var index = 0
            for part in key {
                if nodes[index].below == nil { nodes[index].below = number }
                if let child = nodes[index].children[part] {
                    index = child
                } else {
                    nodes[index].children[part] = nodes.count
                    index = nodes.count
                    nodes.append(Node())
                }
            }
            if nodes[index].occupant == nil { nodes[index].occupant = number }
        }
    }

    /// Of those above it the innermost.
    private func collision(_ key: [String]) -> (Occupant, Relation)? {
        var index = 0
        var above: Int?
        for part in key {
            above = nodes[index].occupant ?? above
            guard let child = nodes[index].children[part] else { return above.map { (occupants[$0], .below) } }
            index = child
        }
        if let other = nodes[index].occupant { return (occupants[other], .same) }
        return above.map { (occupants[$0], .below) } ?? nodes[index].below.map { (occupants[$0], .above) }
    }

    private func report(
        _ output: Occupant, _ relation: Relation, _ other: Occupant, at site: SourceLocation,
        _ faults: inout FileDiagnostics
    ) {
        if case .reference = other.role, relation == .same, let place = other.place,
            case .output(let name?) = output.role
        {
            faults.error(
                at: place,
                "the reference \(other.path) is the output of the image \(Diagnostic.quoted(name)) at "
                    + "\(site.line):\(site.column)",
                hint: "Write { \"image\": \(Diagnostic.quoted(name)) }: then it is made before this one.")
            return
        }
        var what: String
        switch other.role {
        case .output(let name): what = "the output of the image \(Diagnostic.quoted(name ?? ""))"
        case .reference: what = "a reference"
        case .promptFile: what = "a prompt file"
        case .file(let name): what = name
        }
        if let place = other.place { what += " at \(place.line):\(place.column)" }
        let relationText: String
        switch relation {
        case .same:
            if other.path == output.path {
                relationText = "is also \(what)"
            } else if other.path.text.foldedForCase == output.path.text.foldedForCase {
                relationText = "is also \(what), written \(Diagnostic.quoted(other.path.text)) there"
            } else {
                relationText = "leads, by a symbolic link, to \(other.path), which is \(what)"
            }
        case .below: relationText = "lies below \(other.path), which is \(what)"
        case .above: relationText = "is a folder of \(other.path), which is \(what)"
        }
        faults.error(at: site, "the output \(output.path) \(relationText)")
    }
}
