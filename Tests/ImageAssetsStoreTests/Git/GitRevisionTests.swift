import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("Files of a revision", .enabled(if: TemporaryRepository.isPossible))
struct GitRevisionTests {
    @Test(
        "a file is read as the commit has it, wherever in the repository the package lies",
        arguments: [false, true], [[], ["--object-format=sha256"]])
    func files(_ isAbove: Bool, _ format: [String]) throws {
        let repository = try TemporaryRepository(isAbove: isAbove, options: format)
        try repository.package.write("then", to: "Images/fox.png")
        try repository.package.write("top", to: "images.json")
        try repository.package.write("odd", to: "Images/[a]*? ü画.png")
        try repository.package.write("other", to: "Images/a.png")
        try repository.package.writeBeside(Data("outside".utf8), to: "Images/outside.png")
        let first = try repository.commit()
        try repository.package.write("now", to: "Images/fox.png")
        try repository.commit()
        try repository.package.write("uncommitted", to: "Images/fox.png")
        let folder = try PackageFolder(repository.package.path)

        let then = try GitRevision.named("HEAD~1", of: folder)
        #expect(then.commit == first)
        #expect(then.name == "HEAD~1")
        #expect(try text(then, "Images/fox.png") == "then")
        #expect(try text(then, "images.json") == "top")
        #expect(try text(then, "Images/[a]*? ü画.png") == "odd")
        #expect(try text(then, "Images/none.png") == nil)
        #expect(try text(then, "None/none.png") == nil)
        #expect(try text(then, "images.json/x.png") == nil)
        #expect(try text(then, "Images/outside.png") == nil)
        #expect(try text(GitRevision.named("HEAD", of: folder), "Images/fox.png") == "now")
        let paths = try ["Images/fox.png", "Images/a.png", "Images/none.png"].map(PackagePath.init)
        let files = try then.files(at: paths)
        #expect(files.mapValues(\.byteCount) == [paths[0]: 4, paths[1]: 5])
    }

    @Test("a tag, a branch, a search, and the beginning of an id name a commit as well")
    func names() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("then", to: "a.png")
        let commit = try repository.commit()
        try repository.git(["tag", "-a", "v1", "-m", "A tag object"])
        try repository.git(["branch", "side/branch"])
        let folder = try PackageFolder(repository.package.path)
        for name in ["v1", "side/branch", ":/All", "@", String(commit.prefix(8)), commit, "HEAD^{}", "refs/tags/v1"] {
            #expect(try GitRevision.named(name, of: folder).commit == commit, "\(name)")
        }
    }

    @Test("what is no file of the commit is told as what it is, and none is followed")
    func kinds() throws {
        let repository = try TemporaryRepository()
        let other = try TemporaryRepository()
        try other.commit()
        try repository.package.write("here", to: "Art/real.png")
        try repository.package.link("Images/link.png", to: "/etc/passwd")
        try repository.package.link("Linked", to: "Art")
        try repository.package.link("Art/same.png", to: "real.png")
        try repository.package.write("inside", to: "Images/folder.png/x.txt")
        try repository.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.path, "Sub.png"])
        try repository.commit()
        let revision = try GitRevision.named("HEAD", of: try PackageFolder(repository.package.path))
        let faults: [(String, GitRevision.File.Kind)] = [
            ("Images/link.png", .link), ("Images/folder.png", .folder), ("Sub.png", .submodule),
        ]
        for (path, kind) in faults {
            let path = try PackagePath(path)
            #expect(throws: GitRevisionError.notAFile(path, kind)) { try revision.bytes(at: path) }
        }
        // What links of today lead to inside the package has a path of its own, which Git knows.
        #expect(try text(revision, "Linked/real.png") == "here")
        #expect(try text(revision, "Art/same.png") == "here")
    }

    @Test("a file that is larger than anything here is not read", arguments: [4, 5])
    func bounds(_ limit: Int) throws {
        let repository = try TemporaryRepository()
        try repository.package.write("12345", to: "a.png")
        try repository.package.write("1", to: "b.png")
        let pointer = try repository.keepLarge("12345")
        try repository.write(pointer, to: "c.png")
        try repository.commit()
        let folder = try PackageFolder(repository.package.path)
        let revision = try GitRevision.named("HEAD", of: folder, Git(in: folder.root), limit: limit)
        let path = try PackagePath("a.png")
        if limit == 4 {
            #expect(throws: GitRevisionError.tooLarge(path, byteCount: 5)) { try revision.bytes(at: path) }
            // The pointer itself is longer than that.
            #expect(throws: GitRevisionError.self) { try revision.bytes(at: try PackagePath("c.png")) }
        } else {
            #expect(try text(revision, "a.png") == "12345")
        }
        #expect(try text(revision, "b.png") == "1")
        let pointed = try GitRevision.named("HEAD", of: folder, Git(in: folder.root), limit: 200)
        #expect(try text(pointed, "c.png") == "12345")
        let large = try #require(LFSPointer(Data(TemporaryRepository.pointer(to: "12345").utf8)))
        #expect(LFSObjects(of: try #require(Git(in: folder.root))).bytes(of: large) == Data("12345".utf8))
    }

    @Test("Git is not asked for a file of which it told before that it is too large")
    func largeBeforehand() throws {
        let repository = try TemporaryRepository()
        try repository.package.write("12345", to: "a.png")
        try repository.commit()
        let wrapper = try TemporaryPackage()
        let program = TemporaryRepository.program ?? ""
        try wrapper.writeProgram(
            "#!/bin/sh\ncase \"$*\" in *'cat-file --batch'*) exit 1;; *) exec \(program) \"$@\";; esac\n", to: "git")
        let folder = try PackageFolder(repository.package.path)
        let git = Git(in: folder.root, variables: ["PATH": wrapper.path + ":/usr/bin:/bin"])
        let revision = try GitRevision.named("HEAD", of: folder, git, limit: 4)
        let path = try PackagePath("a.png")
        #expect(throws: GitRevisionError.tooLarge(path, byteCount: 5)) { try revision.bytes(at: path) }
    }
}

/// As text.
func text(_ revision: GitRevision, _ path: String) throws -> String? {
    try revision.bytes(at: try PackagePath(path)).map { String(decoding: $0, as: UTF8.self) }
}
