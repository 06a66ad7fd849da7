import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("several manifests")
struct SeveralManifestsTests {
    private func package(_ second: String = #"{ "name": "b", "prompt": "B" }"#) throws -> TestPackage {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try package.write(#"{ "version": 1, "images": [ \#(second) ] }"#, to: "art/x.json")
        return package
    }

    private static let both = ["--manifest", "images.json", "--manifest", "art/x.json"]

    @Test("check and plan look at all of them, and name the runs that are needed")
    func all() async throws {
        let package = try package()
        let check = try await package.start(["check"] + Self.both).wait()
        #expect(check.status == 3)
        #expect(
            check.output == """
                images.json:
                new         a  request  Images/a.png
                art/x.json:
                new         b  request  art/Images/b.png

                """)
        #expect(
            check.lastLine == "Out of date: 2 requests needed. "
                + "Run `image-assets generate` and `image-assets generate --manifest art/x.json`, which pay for 2 requests."
        )
        let plan = try await package.start(["plan", "--format", "json"] + Self.both).wait()
        #expect(
            plan.output.contains("\"manifest\": \"images.json\"")
                && plan.output.contains("\"manifest\": \"art/x.json\""))
        for manifest in ["images.json", "art/x.json"] {
            #expect(try await package.run("--placeholder", "--manifest", manifest).status == 0)
        }
        let settled = try await package.start(["check", "--allow-placeholders"] + Self.both).wait()
        #expect(settled.status == 0)
        #expect(settled.lastLine == "Nothing to do: 2 images up to date.")
    }

    @Test("a name belongs to whichever has it, and has to belong to one")
    func names() async throws {
        let package = try package()
        let one = try await package.start(["plan", "b"] + Self.both).wait()
        #expect(one.output == "art/x.json:\nnew         b  request  art/Images/b.png\n")
        let none = try await package.start(["check", "nobody"] + Self.both).wait()
        #expect(none.status == 64)
        #expect(none.lastLine == #"error: image "nobody" is in none of images.json and art/x.json"#)
    }

    @Test("an output that two of them name is an error, also where a link or letter case hides it")
    func outputs() async throws {
        let package = try package(#"{ "name": "b", "prompt": "B", "output": "pictures/A.png" }"#)
        try FileManager.default.createDirectory(atPath: package.path + "/Images", withIntermediateDirectories: true)
        #expect(symlink("../Images", package.path + "/art/pictures") == 0)
        let ended = try await package.start(["check"] + Self.both).wait()
        #expect(ended.status == 65)
        #expect(
            ended.errors.contains("error: the output art/pictures/A.png is also that of the image \"a\" in images.json")
        )
    }

    @Test("so are sets of one catalog that two of them call alike")
    func setNames() async throws {
        let package = try TestPackage()
        func manifest(_ name: String, _ set: String) -> String {
            #"""
            { "version": 1, "images": [{ "name": "\#(name)", "prompt": "A", "renditions": [{ "imageset": "\#(set)" }] }] }
            """#
        }
        try package.write(manifest("a", "App/M.xcassets/One/Star.imageset"), to: "images.json")
        let both = ["--manifest", "images.json", "--manifest", "App/x.json"]
        for command in ["check", "plan"] {
            try package.write(manifest("b", "M.xcassets/Two/star.imageset"), to: "App/x.json")
            let ended = try await package.start([command] + both).wait()
            #expect(ended.status == 65)
            #expect(
                ended.errors.contains(
                    "error: the imageset App/M.xcassets/Two/star.imageset has the name of "
                        + "App/M.xcassets/One/Star.imageset in images.json"), "\(ended.errors)")
            try package.write(manifest("b", "N.xcassets/Two/star.imageset"), to: "App/x.json")
            #expect(try await package.start([command] + both).wait().status == (command == "check" ? 3 : 0))
        }
    }

    @Test("so is an output of one that is a rendition's of the other")
    func renditionOutputs() async throws {
        let package = try package(
            #"{ "name": "b", "prompt": "B", "renditions": [{ "output": "b.png" }, { "output": "pictures/A.png" }] }"#)
        try FileManager.default.createDirectory(atPath: package.path + "/Images", withIntermediateDirectories: true)
        #expect(symlink("../Images", package.path + "/art/pictures") == 0)
        let ended = try await package.start(["check"] + Self.both).wait()
        #expect(ended.status == 65)
        #expect(
            ended.errors.contains("error: the output art/pictures/A.png is also that of the image \"a\" in images.json")
        )
    }

    @Test(
        "a set of one is the other's neither as a whole nor in part, told once, whichever comes first",
        arguments: [
            (#"{ "imageset": "App.xcassets/X.imageset" }"#, "art/App.xcassets/X.imageset is also that"),
            (
                #"{ "output": "App.xcassets/x.imageset/y/own.png" }"#,
                "art/App.xcassets/x.imageset/y/own.png lies in art/App.xcassets/x.imageset, which is a set"
            ),
        ])
    func sets(rendition: String, fault: String) async throws {
        let package = try package(#"{ "name": "b", "prompt": "B", "renditions": [\#(rendition)] }"#)
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A", "renditions": [{ "imageset": "art/App.xcassets/x.imageset" }] }"#
        ])
        let ended = try await package.start(["check"] + Self.both).wait()
        #expect(ended.status == 65)
        let told = ended.errors.split(separator: "\n").filter { $0.contains("error: the output ") }
        #expect(told.count == 1, "\(ended.errors)")
        let sentence = "error: the output \(fault) of the image \"a\" in images.json"
        #expect(told.first?.hasSuffix(sentence) == true)
        let other = try await package.start(
            ["check", "--manifest", "art/x.json", "--manifest", "images.json"]
        ).wait()
        #expect(other.status == 65)
        #expect(other.errors.components(separatedBy: "error: the output ").count == 2, "\(other.errors)")
    }

    @Test("what is wrong with each is told")
    func invalid() async throws {
        let package = try package()
        for name in ["images.json", "art/x.json"] { try package.write("{", to: name) }
        let ended = try await package.start(["check"] + Self.both).wait()
        #expect(ended.status == 65)
        #expect(ended.errors.contains("images.json:1:") && ended.errors.contains("art/x.json:1:"))
        #expect(ended.lastLine == "2 errors in images.json and art/x.json.")
    }

    @Test("one that is named twice counts once, and the other commands take one only")
    func twice() async throws {
        let package = try package()
        let same = try await package.run("plan", "--manifest", "images.json", "--manifest", "./images.json")
        #expect(same.lastLine == "To do: 1 request needed.")
        for arguments in [["generate"], ["explain", "a"], ["accept", "a"], ["choose", "a"], ["prune"], ["init"]] {
            let ended = try await package.start(arguments + Self.both).wait()
            #expect(ended.status == 64)
            #expect(ended.lastLine == "error: --manifest is given 2 times: only check and plan take several.")
        }
    }
}
