import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("A check that has no need to read everything again")
struct CachedCheckTests {
    @Test(
        "says what the one before it said, and misses no change", arguments: ["asset", "manifest", "lockfile", "lost"])
    func change(of what: String) async throws {
        try await StandInServer.run { server in
            let package = try TestPackage()
            try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#, #"{ "name": "b", "prompt": "B" }"#])
            let made = try await package.run(server: server)
            #expect(made.status == 0, "\(made.all)")
            // What was written in the last two seconds is not trusted.
            try await Task.sleep(for: .milliseconds(2_200))
            let first = try await package.run("check")
            let second = try await package.run("check")
            let plan = try await package.run("plan")
            for result in [first, second, plan] {
                #expect(result.status == 0)
                #expect(result.all == "Nothing to do: 2 images up to date.\n")
            }
            #expect(package.exists(".image-assets/cache"))

            let files = FileManager.default
            let path = package.path + "/Images/a.png"
            let time = try files.attributesOfItem(atPath: path)[.modificationDate]
            switch what {
            case "asset":
                let handle = try #require(FileHandle(forUpdatingAtPath: path))
                try handle.seek(toOffset: 40)
                try handle.write(contentsOf: Data([0, 1, 2]))
                try handle.close()
                try files.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: path)
            case "manifest": try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
            case "lockfile": try files.removeItem(atPath: package.path + "/images.lock.json")
            default: try files.removeItem(atPath: path)
            }
            let changed = try await package.run("check")
            #expect(changed.status == (what == "manifest" ? 0 : 3), "\(changed.all)")
            #expect(changed.all != first.all)
        }
    }
}
