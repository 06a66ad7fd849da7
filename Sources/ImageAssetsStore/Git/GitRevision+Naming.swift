import ImageAssetsSystem

extension GitRevision {
    /// Longer is no name of anything.
    private static let maximumNameLength = 1000

    /// Finds the commit that a person names.
    ///
    /// - Throws: `GitRevisionError`, which says what to do.
    package static func named(
        _ name: String, of folder: PackageFolder,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws(GitRevisionError) -> GitRevision {
        try named(name, of: folder, Git(in: folder.root, variables: variables))
    }

    static func named(
        _ name: String, of folder: PackageFolder, _ git: Git?, limit: Int = maximumByteCount
    ) throws(GitRevisionError) -> GitRevision {
        guard isPossible(name) else { throw .malformed(name) }
        guard let git else { throw folder.isInRepository ? .noGit : .noRepository }
        try git.checkRepository()
        return GitRevision(
            name: name, commit: try git.commit(name), git: git, folder: folder, limit: limit)
    }

    /// Git would take it for an option, for its end, or for several.
    private static func isPossible(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= maximumNameLength && !name.hasPrefix("-") && !name.hasPrefix("^")
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}

extension Git {
    private static let top = ["rev-parse", "--show-toplevel"]

    /// That there is a repository, and one that Git reads.
    fileprivate func checkRepository() throws(GitRevisionError) {
        do throws(Fault) {
            guard try answer(to: Self.top).isEmpty else { return }
        } catch {
            guard case .status = error else { throw GitRevisionError(error, self) }
        }
        let said = complaint(about: Self.top)
        if said.contains("not a git repository") { throw .noRepository }
        // Git's own words, with the path as its configuration needs it.
        let lines = said.split(separator: "\n").map(\.trimmed)
        if let hint = lines.first(where: { $0.hasPrefix("git config --global --add safe.directory ") }) {
            throw .refused(hint: hint)
        }
        throw .unreadable(lines.last { !$0.isEmpty } ?? "")
    }

    fileprivate func commit(_ name: String) throws(GitRevisionError) -> String {
        // A search takes all that follows for what is searched for.
        let wanted = name.hasPrefix(":/") ? name : name + "^{commit}"
        let question = ["rev-parse", "--verify", "--end-of-options", wanted]
        do throws(Fault) {
            let id = String(decoding: try answer(to: question), as: UTF8.self).trimmed
            if isObjectID(id), try isCommit(id) { return id }
            throw .status(0)
        } catch {
            guard case .status = error else { throw GitRevisionError(error, self) }
        }
        if complaint(about: question).contains("is ambiguous") { throw .ambiguous(name) }
        if name == "HEAD" || name == "@", (try? answer(to: ["symbolic-ref", "-q", "HEAD"])) != nil { throw .noCommit }
        if isEmpty { throw .noCommit }
        if let kind = kind(of: name), kind != "commit" { throw .notACommit(name, kind: kind) }
        let isShallow = try? answer(to: ["rev-parse", "--is-shallow-repository"])
        if isShallow?.starts(with: "true".utf8) == true { throw .unknown(name, isShallow: true) }
        if let start = start(ofAncestry: name) { throw .noAncestor(name, of: start) }
        throw .unknown(name, isShallow: false)
    }

    /// Whether neither a reference nor `HEAD` leads to anything.
    private var isEmpty: Bool {
        (try? answer(to: ["for-each-ref", "--count=1"]))?.isEmpty == true && kind(of: "HEAD") == nil
    }

    /// Of the object that a name leads to, in Git's word; nil where it leads to none.
    private func kind(of name: String) -> String? {
        guard let said = try? answer(to: ["rev-parse", "--verify", "--end-of-options", name]) else { return nil }
        let id = String(decoding: said, as: UTF8.self).trimmed
        guard isObjectID(id), let kind = try? answer(to: ["cat-file", "-t", id]) else { return nil }
        return String(decoding: kind, as: UTF8.self).trimmed
    }

    /// `main` of `main~3^2`, where there is such a commit.
    private func start(ofAncestry name: String) -> String? {
        guard let mark = name.firstIndex(where: { "~^".contains($0) }), !name.hasPrefix(":/"),
            name[mark...].utf8.allSatisfy({ "~^0123456789".utf8.contains($0) })
        else { return nil }
        let start = String(name[..<mark])
        return kind(of: start + "^{commit}") == nil ? nil : start
    }

    /// Of either of Git's digests.
    private func isObjectID(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    /// A file may be called like what asks for a commit: `HEAD:x^{commit}`.
    private func isCommit(_ id: String) throws(Fault) -> Bool {
        try answer(to: ["cat-file", "-t", id]).starts(with: "commit\n".utf8)
    }
}
