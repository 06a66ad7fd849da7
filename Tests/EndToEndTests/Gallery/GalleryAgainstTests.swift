import Foundation
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// What differs from a revision is shown beside what it was, and a revision that is not there keeps nobody from the
/// page.
@Suite("gallery --against", .enabled(if: Repository.isPossible, "needs Git"), .timeLimit(.minutes(5)))
struct GalleryAgainstTests: GalleryTesting {
    /// A repository whose commit has the images kept, edited and gone; of them the last has left, and one has come.
    private func changed(_ body: (TestPackage, Repository) async throws -> Void) async throws {
        let repository = try Repository()
        let package = repository.package
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            try package.writeManifest(["kept": "K", "edited": "An old prompt", "gone": "G"])
            #expect(try await package.run(server: server).status == 0)
            try repository.commitAll()
            try repository.git(["tag", "first"])
            try package.writeManifest(["kept": "K", "edited": "A new prompt", "come": "C"])
            #expect(try await package.run(server: server).status == 0)
            try await body(package, repository)
        }
    }

    @Test("what changed, came and went since HEAD, with both pictures, also where the store does not have the old one")
    func changes() async throws {
        try await changed { package, _ in
            try package.remove(".image-assets")
            let ended = try await package.run("gallery")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.errors.hasPrefix("3 images: 3 up to date. Against HEAD ("))
            #expect(ended.errors.hasSuffix("): 1 changed, 1 added, 1 removed.\n"))
            let gallery = try package.gallery()
            #expect(try gallery.image("kept")["change"] == .null)
            #expect(try gallery.image("come")["change"]?["kind"] == "added")
            let change = try #require(try gallery.image("edited")["change"])
            #expect(change["kind"] == "changed" && change["what"] == ["picture", "prompt"])
            let before = try #require(change["before"]?["picture"]?["file"]?.string)
            #expect(try package.read(".image-assets/gallery/\(before)") == picture(of: "An old prompt"))
            #expect(change["before"]?["prompt"] == "An old prompt")
            #expect(change["difference"]?["file"]?.string?.hasPrefix("differences/") == true)
            guard case .array(let removed)? = gallery.document["removed"] else { return #expect(Bool(false)) }
            #expect(removed.map { $0["name"]?.string } == ["gone"])
            for file in gallery.files { #expect(package.exists(".image-assets/gallery/\(file)"), "\(file)") }
        }
    }

    @Test("an image whose picture only changed its name is told as renamed, and not as one that came and one that went")
    func renamed() async throws {
        let repository = try Repository()
        let package = repository.package
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            try package.writeManifest(["fox": "A fox", "kept": "K"])
            #expect(try await package.run(server: server).status == 0)
            try repository.commitAll()
            try package.writeManifest(["vixen": "A fox", "kept": "K"])
            #expect(try await package.run(server: server).status == 0)
            #expect(await server.traffic.requests.count == 2)
        }
        let ended = try await package.run("gallery")
        #expect(ended.errors.hasSuffix("): 1 renamed.\n"), "\(ended.errors)")
        let gallery = try package.gallery()
        let change = try #require(try gallery.image("vixen")["change"])
        #expect(change["kind"] == "renamed" && change["from"] == "fox" && change["what"] == .array([]))
        #expect(gallery.document["removed"] == .array([]))
    }

    @Test("any revision is compared with; one that is not there is told, and the page is written without it")
    func revisions() async throws {
        try await changed { package, repository in
            try repository.commitAll()
            #expect(try await package.run("gallery").errors.hasSuffix("): nothing differs.\n"))
            #expect(try await package.run("gallery", "--against", "first").errors.hasSuffix("1 removed.\n"))
            // Of some images it is not told what else left the manifest.
            #expect(try await package.run("gallery", "edited", "--against", "first").errors.hasSuffix(": 1 changed.\n"))
            for name in ["absent", "--output=x"] {
                let ended = try await package.run("gallery", "--against=\(name)")
                #expect(ended.status == 0, "\(name): \(ended.errors)")
                let comparison = try #require(try package.gallery().document["comparison"])
                #expect(comparison["commit"] == .null && comparison["fault"]?.string?.isEmpty == false, "\(name)")
                #expect(ended.errors.hasSuffix("3 images: 3 up to date.\n"))
            }
        }
    }

    @Test("outside of a repository nothing is compared, and nobody complains unless a revision was named")
    func noRepository() async throws {
        let package = try TestPackage(images: ["a": "A"])
        #expect(try await package.run("gallery").errors == "1 image: 1 new.\n")
        #expect(try package.gallery().document["comparison"] == ["commit": .null, "fault": .null, "revision": .null])
        let named = try await package.run("gallery", "--against", "main")
        #expect(named.status == 0)
        #expect(named.errors.hasPrefix("note: nothing is compared: "))
    }
}
