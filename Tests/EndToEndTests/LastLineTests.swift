import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

/// The last line stands on its own: what it says to do must help.
@Suite("what check and plan say last")
struct LastLineTests {
    @Test("a frozen image that was never made is named as what it is, and no run is advised that would not make it")
    func frozen() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "frozen": true }"#])
        let check = try await package.run("check")
        #expect(check.status == 3)
        #expect(
            check.lastLine == "Out of date: 0 requests needed, 1 frozen without its image. "
                + "Put the file of a frozen image in place and record it with `image-assets accept NAME`, "
                + "or remove \"frozen\" and pay for it."
        )
        let generated = try await package.run("--offline")
        #expect(generated.lastLine == "Still out of date: 1 frozen without its image.")
        try package.write(png("basn2c08"), to: "Images/a.png")
        // --overwrite is wrong usage for a frozen image, so nobody is sent there.
        let work = try await package.run("check")
        #expect(work.lastLine.contains("`image-assets accept NAME`") && !work.lastLine.contains("--overwrite"))
        let run = try await package.run("--offline")
        #expect(run.status == 3)
        #expect(run.output.contains("`image-assets accept a` keeps it\n"))
        #expect(try await package.run("accept", "a").status == 0)
        #expect(try await package.run("check").status == 0)
    }

    @Test("the price of the run that is advised has the placeholders that a check let pass, which that run replaces")
    func placeholders() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
        }
        try package.writeManifest(["a": "A", "b": "B"])
        #expect(try await package.run("--placeholder").status == 0)
        try package.remove("Images/a.png")
        let check = try await package.run("check", "--allow-placeholders")
        #expect(
            check.lastLine == "Out of date: 0 requests needed, 1 to restore, 1 up to date. "
                + "Run `image-assets generate`, which pays for 1 request. "
                + "Or run `image-assets generate --placeholder`, at no cost, which leaves placeholders.")
        let one = try await package.run("check", "--allow-placeholders", "a")
        #expect(one.lastLine.hasSuffix("Run `image-assets generate a`, at no cost."), "\(one.lastLine)")
    }

    @Test("a check of placeholders names the run that pays for real images, and the option that lets them pass")
    func placeholdersAlone() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        #expect(try await package.run("--placeholder").status == 0)
        let check = try await package.run("check")
        #expect(check.status == 3)
        #expect(
            check.lastLine == "Out of date: 2 requests needed. Run `image-assets generate`, which pays for 2 requests. "
                + "Or let placeholders pass with `image-assets check --allow-placeholders`.")
        let one = try await package.run("check", "a*")
        let way = "Or let placeholders pass with `image-assets check 'a*' --allow-placeholders`."
        #expect(one.lastLine.hasSuffix(way), "\(one.lastLine)")
        #expect(try await package.run("check", "a*", "--allow-placeholders").status == 0)
        // Also beside what is wrong with others.
        try package.write(png("basn2c08"), to: "Images/b.png")
        let both = try await package.run("check")
        #expect(
            both.lastLine == "Out of date: 1 request needed, 1 left alone. "
                + "Run `image-assets generate`, which pays for 1 request. "
                + "Or let placeholders pass with `image-assets check --allow-placeholders`. "
                + "Keep a file that was left alone with `image-assets accept NAME`, or replace it with "
                + "`image-assets generate --overwrite NAME`, which may pay for a request.")
        // Not where it was given, nor where none would pass.
        let given = try await package.run("check", "--allow-placeholders")
        #expect(!given.lastLine.contains("--allow-placeholders"))
        try package.writeManifest(["a": "C", "b": "B"])
        #expect(try await !package.run("check").lastLine.contains("--allow-placeholders"))
        #expect(try await !package.run("plan").lastLine.contains("--allow-placeholders"))
    }

    @Test("a plan says how many bytes of references its requests carry")
    func upload() async throws {
        let package = try TestPackage()
        try package.writeManifest([
            #"{ "name": "a", "prompt": "A", "references": ["r.png"] }"#,
            #"{ "name": "b", "prompt": "B", "references": ["r.png"] }"#,
            #"{ "name": "c", "prompt": "B", "references": ["r.png"] }"#,
        ])
        try package.write(png("basn2c08"), to: "r.png")
        let plan = try await package.run("plan")
        #expect(plan.lastLine == "To do: 2 requests needed with 290 B of references.")
    }

    @Test("an unfit answer is not asked for again by the run that is advised")
    func unfit() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "expect": { "minWidth": 2000 } }"#])
        try await StandInServer.run { server in
            #expect(try await package.run(server: server).status == 1)
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(
                check.lastLine.hasSuffix(
                    "Change `expect`, or pay for another with `image-assets generate --regenerate NAME`."))
        }
    }

    @Test("a plan says that a request could not be sent, because its reference is only a pointer here")
    func pointer() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A", "references": ["r.png"] }"#])
        try package.write(png("basn2c08"), to: "r.png")
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
        }
        let hex = try package.entry("a")?.recipe.references.first?.sha256?.hex ?? ""
        try package.write("version https://git-lfs.github.com/spec/v1\noid sha256:\(hex)\nsize 145\n", to: "r.png")
        let settled = try await package.run("plan")
        #expect(!settled.errors.contains("r.png"))
        try package.writeManifest([#"{ "name": "a", "prompt": "B", "references": ["r.png"] }"#])
        let plan = try await package.run("plan", "--overwrite", "a")
        #expect(plan.errors.contains("images.json:2:46: warning: r.png is a Git LFS pointer"), "\(plan.errors)")
        #expect(plan.errors.contains("hint: Run `git lfs pull`."))
    }

    @Test("what is advised names the manifest that is meant, and a plan says how a file of somebody's is kept")
    func manifest() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        try package.write(package.read("images.json"), to: "art/x.json")
        try package.write(png("basn2c08"), to: "Images/a.png")
        let check = try await package.run("check", "--manifest", "art/x.json")
        #expect(
            check.lastLine.hasSuffix("Run `image-assets generate --manifest art/x.json`, which pays for 2 requests."))
        let plan = try await package.run("plan")
        #expect(
            plan.lastLine == "To do: 1 request needed, 1 left alone. "
                + "Keep a file that was left alone with `image-assets accept NAME`, or replace it with "
                + "`image-assets generate --overwrite NAME`, which may pay for a request."
        )
        let none = try await package.run("plan", "--manifest", "y.json")
        #expect(
            none.errors.contains(
                "hint: A first one is written by: image-assets init --manifest y.json"))
        try package.writeManifest([String]())
        #expect(try await package.run("check").lastLine == "Nothing to do: no images.")
    }

    @Test("merge conflicts are named where nothing else is wrong")
    func conflict() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write("<<<<<<< HEAD\n\(text)=======\n\(text)>>>>>>> other\n", to: "images.lock.json")
            let check = try await package.run("check")
            #expect(check.status == 3)
            #expect(
                check.lastLine == "Out of date: merge conflicts in the lockfile, 0 requests needed, 1 up to date. "
                    + "Run `image-assets generate`, at no cost."
            )
            let junit = try await package.run("check", "--format", "junit")
            #expect(junit.output.contains("tests=\"2\" failures=\"1\" errors=\"0\""), "\(junit.output)")
        }
    }

    @Test("what --deep alone finds is called damaged; another picture helps only where the file is what is wrong")
    func damaged() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let bytes = try png("basn2c08")
        try package.write(bytes, to: "Images/a.png")
        #expect(try await package.run("accept", "a").status == 0)
        let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
        let torn = bytes.dropLast(20)
        for (lockfile, file, way) in [
            (
                text.replacingOccurrences(of: "\"width\": 32", with: "\"width\": 33"), bytes,
                "Record the file as it is with `image-assets accept NAME`, or restore the lockfile, both at no cost."
            ),
            (
                text.replacingOccurrences(of: SHA256Digest(of: bytes).hex, with: SHA256Digest(of: torn).hex), torn,
                "Pay for another with `image-assets generate --regenerate NAME`."
            ),
        ] {
            try package.write(lockfile, to: "images.lock.json")
            try package.write(file, to: "Images/a.png")
            let check = try await package.run("check", "--deep")
            #expect(check.output.hasPrefix("damaged     a  none     Images/a.png\n"))
            #expect(check.lastLine == "Out of date: 0 requests needed, 1 damaged. \(way)")
        }
    }

    @Test("inspect shows a file's name, and does not obey it")
    func name() async throws {
        let package = try TestPackage()
        let ended = try await package.run("inspect", "a\u{1B}[31m.png")
        #expect(ended.lastLine == "a\\u{1B}[31m.png: No such file or directory")
    }
}
