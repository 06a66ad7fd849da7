import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

/// `generate` exits 0 exactly when `check` with the same names would pass afterwards.
@Suite("generate and check agree")
struct CheckTests {
    enum Situation: String, CaseIterable, Sendable {
        case new, upToDate, changed, missing, empty, edited, moved, renamed, orphan, frozen, frozenNeverMade, standIn
        case frozenLost, conflicted, pointer, otherPointer
    }

    /// A package in which image `a` is in the situation, beside an image `b` that is up to date.
    private func package(_ situation: Situation, _ server: StandInServer) async throws -> TestPackage {
        let package = try TestPackage()
        let b = #"{ "name": "b", "prompt": "B" }"#
        func manifest(_ a: String?) throws { try package.writeManifest([a, b].compactMap { $0 }) }
        let a = #"{ "name": "a", "prompt": "A" }"#
        try manifest(situation == .new || situation == .frozenNeverMade ? nil : a)
        if situation == .standIn {
            #expect(try await package.run("--placeholder").status == 0)
            #expect(try await package.run("b", server: server).status == 0)
        } else {
            #expect(try await package.run(server: server).status == 0)
        }
        switch situation {
        case .new: try manifest(a)
        case .upToDate, .standIn: break
        case .changed: try manifest(#"{ "name": "a", "prompt": "Another" }"#)
        case .missing: try FileManager.default.removeItem(atPath: package.path + "/Images/a.png")
        case .empty: try package.write(Data(), to: "Images/a.png")
        case .edited: try package.write(png("basn2c08"), to: "Images/a.png")
        case .moved: try manifest(#"{ "name": "a", "prompt": "A", "output": "Art/a.png" }"#)
        case .renamed: try manifest(#"{ "name": "c", "prompt": "A" }"#)
        case .orphan: try manifest(nil)
        case .frozen: try manifest(#"{ "name": "a", "prompt": "Another", "frozen": true }"#)
        case .frozenNeverMade: try manifest(#"{ "name": "a", "prompt": "A", "frozen": true }"#)
        case .frozenLost:
            try manifest(#"{ "name": "a", "prompt": "Another", "frozen": true }"#)
            try FileManager.default.removeItem(atPath: package.path + "/Images/a.png")
        case .conflicted:
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write("<<<<<<< HEAD\n\(text)=======\n\(text)>>>>>>> other\n", to: "images.lock.json")
        case .pointer, .otherPointer:
            let digest = try package.entry("a")?.asset.sha256.hex ?? ""
            let oid = situation == .pointer ? digest : String(digest.reversed())
            try package.write(
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(oid)\nsize 77\n", to: "Images/a.png"
            )
        }
        return package
    }

    @Test("whatever the state of an image", arguments: Situation.allCases)
    func online(_ situation: Situation) async throws {
        try await StandInServer.run { server in
            let package = try await package(situation, server)
            let before = try await package.run("check")
            let generated = try await package.run(server: server)
            let after = try await package.run("check")
            #expect(
                (generated.status == 0) == (after.status == 0), "\(generated.errors)\n\(after.output)\(after.errors)")
            let isLeftAlone = [.edited, .frozenNeverMade, .otherPointer].contains(situation)
            #expect(generated.status == (isLeftAlone ? 3 : 0))
            let isSettled = [.upToDate, .orphan, .frozen, .pointer].contains(situation)
            #expect(before.status == (isSettled ? 0 : 3), "\(before.output)")
            if before.status == 3 && !isLeftAlone { #expect(before.lastLine.contains("`image-assets generate`")) }
        }
    }

    @Test("also offline, and for placeholders", arguments: Situation.allCases)
    func offline(_ situation: Situation) async throws {
        try await StandInServer.run { server in
            let package = try await package(situation, server)
            let sent = await server.traffic.requests.count
            let offline = try await package.run("--offline")
            let check = try await package.run("check")
            #expect((offline.status == 0) == (check.status == 0), "\(offline.errors)")
            let drawn = try await package.run("--placeholder")
            let allowed = try await package.run("check", "--allow-placeholders")
            #expect((drawn.status == 0) == (allowed.status == 0), "\(drawn.errors)\n\(allowed.output)")
            #expect(await server.traffic.requests.count == sent)
        }
    }

    @Test("check writes nothing, not even a store, and --deep finds what a digest does not")
    func readOnly() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        #expect(try await package.run("check").status == 3)
        #expect(try await package.run("plan").status == 0)
        #expect(package.allFiles().keys.sorted() == ["images.json"])
        try await StandInServer.run { server in
            _ = try await package.run(server: server)
            // The lockfile's facts are wrong, the file itself is the recorded one.
            let text = String(decoding: try package.read("images.lock.json"), as: UTF8.self)
            try package.write(
                text.replacingOccurrences(of: "\"width\": 1024", with: "\"width\": 1000"), to: "images.lock.json")
            #expect(try await package.run("check").status == 0)
            let deep = try await package.run("check", "--deep")
            #expect(deep.status == 3)
            #expect(deep.output.contains("does not have the size and form that the lockfile records"))
            // The file is whole: nobody is sent to pay for another.
            #expect(
                deep.lastLine.hasSuffix("`image-assets accept NAME`, or restore the lockfile, both at no cost."),
                "\(deep.lastLine)")
            #expect(try await package.run("accept", "a").status == 0)
            #expect(try await package.run("check", "--deep").status == 0)
        }
    }
}
