/// Finds outputs that would overwrite something that the package needs: another output, a reference, a prompt file, the
/// manifest, its lockfile, `Package.swift`.
///
/// Paths are compared as the least particular file system does, without regard to letter case and Unicode normal form, and
/// both as they are written and as they lead through symbolic links.
struct PathCollisions {
    private let folder: PackageFolder
    private var taken: [String: Occupant] = [:]
    /// Of folders, by their paths as they are written.
    private var realFolders: [PackagePath?: Result<String, PackageFolderError>] = [:]
    /// Folders above anything that is taken, and by what.
    private var above: [String: Occupant] = [:]
    private var folders: [String: [String]] = [:]

    private struct Occupant {
        let path: PackagePath
        let role: Role
        let place: SourceLocation?
    }

    private enum Role {
        case output(String?)
        case reference
        case promptFile
        case file(String)
    }

    init(folder: PackageFolder, manifest: PackagePath) {
        self.folder = folder
        var own = [(manifest, "the manifest"), (manifest.lockfile, "the lockfile")]
        if let package = try? PackagePath("Package.swift") { own.append((package, "the Swift package's manifest")) }
        for (path, what) in own { occupy(Occupant(path: path, role: .file(what), place: nil)) }
    }

    mutating func check(_ drafts: [EntryDraft], _ faults: inout FileDiagnostics) {
        var inputs: Set<PackagePath> = []
        for draft in drafts {
            if case .file(let path)? = draft.prompt?.value, inputs.insert(path).inserted {
                occupy(Occupant(path: path, role: .promptFile, place: draft.prompt?.location))
            }
            for path in draft.references where inputs.insert(path.value).inserted {
                occupy(Occupant(path: path.value, role: .reference, place: path.location))
            }
        }
        for draft in drafts {
            guard let output = draft.output?.value, let site = draft.outputSite else { continue }
            let occupant = Occupant(path: output, role: .output(draft.name?.value.text), place: site)
            do throws(PackageFolderError) {
                let keys = keys(of: output, try realPath(of: output))
                var found: (Occupant, Relation)?
                for key in keys where found == nil { found = collision(key) }
                if let (other, relation) = found {
                    report(occupant, relation, other, at: site, &faults)
                } else {
                    occupy(occupant, keys)
                }
            } catch {
                faults.error(at: site, "the output \(error.description)")
            }
        }
    }

    // MARK: Keys

    /// Equal for what may be one file. String compares by canonical equivalence, and so takes care of normal forms.
    private func keys(of path: PackagePath, _ real: String?) -> [String] {
        let written = path.text.lowercased()
        guard let real, real != path.text else { return [written] }
        return [written, real.lowercased()]
    }

    /// Relative to the package, with symbolic links resolved.
    private mutating func realPath(of path: PackagePath) throws(PackageFolderError) -> String {
        let parent = path.parent
        let known: Result<String, PackageFolderError>
        if let cached = realFolders[parent] {
            known = cached
        } else {
            do throws(PackageFolderError) {
                known = .success(try folder.resolveFolder(parent, of: path))
            } catch {
                known = .failure(error)
            }
            realFolders[parent] = known
        }
        switch known {
        case .success(let real):
            let target = try folder.target(of: path, in: real)
            return folder.relative(target)
        case .failure(let error): throw PackageFolderError(path, error.problem)
        }
    }

    // MARK: Comparison

    private enum Relation { case same, below, above }

    private mutating func occupy(_ occupant: Occupant) {
        occupy(occupant, keys(of: occupant.path, try? realPath(of: occupant.path)))
    }

    private mutating func occupy(_ occupant: Occupant, _ keys: [String]) {
        for key in keys {
            if taken[key] == nil { taken[key] = occupant }
            for folder in foldersAbove(key) {
                if above[folder] != nil { break }
                above[folder] = occupant
            }
        }
    }

    private mutating func collision(_ key: String) -> (Occupant, Relation)? {
        if let other = taken[key] { return (other, .same) }
        for folder in foldersAbove(key) {
            if let other = taken[folder] { return (other, .below) }
        }
        return above[key].map { ($0, .above) }
    }

    /// From the innermost outwards. Most files share a few folders, whose lists are kept.
    private mutating func foldersAbove(_ key: String) -> [String] {
        guard let slash = key.lastSlash else { return [] }
        let parent = String(key[..<slash])
        if let known = folders[parent] { return known }
        let list = [parent] + foldersAbove(parent)
        folders[parent] = list
        return list
    }

    private func report(
        _ output: Occupant, _ relation: Relation, _ other: Occupant, at site: SourceLocation,
        _ faults: inout FileDiagnostics
    ) {
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
            } else if other.path.text.lowercased() == output.path.text.lowercased() {
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
