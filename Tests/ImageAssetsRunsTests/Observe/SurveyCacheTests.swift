import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("What a survey leaves to the next one")
struct SurveyCacheTests {
    private let package: TemporaryPackage
    private let workspace: Workspace
    private let asset: PackagePath
    private static let bytes = Data(repeating: 7, count: 5_000)

    init() throws {
        package = try TemporaryPackage()
        try package.write("{}", to: "images.json")
        try package.write("{}", to: "images.lock.json")
        try package.write(Self.bytes, to: "Art/a.png")
        try package.makeFolder(".image-assets")
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        asset = try PackagePath("Art/a.png")
    }

    /// A survey in which all was up to date, a minute after the files were last touched.
    private func survey() throws {
        let files = workspace.seenFiles()
        _ = try files.read(workspace.manifest)
        if workspace.folder.stamp(of: workspace.lockfile) != nil { _ = try files.read(workspace.lockfile) }
        _ = files.asset(at: asset)
        workspace.remember(files, since: FileStamp.now + 60_000_000_000, settledImages: 1)
        try setTimeOfCache(in: 120)
    }

    private func cacheFile() throws -> String {
        let folder = package.path + "/.image-assets/cache"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".tmp") }
        return folder + "/" + (try #require(names.first))
    }

    private func setTimeOfCache(in seconds: TimeInterval) throws {
        let time = Date(timeIntervalSinceNow: seconds)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: cacheFile())
    }

    @Test("while nothing changes it is known that all is up to date, and no file is read again")
    func unchanged() throws {
        #expect(workspace.imagesKnownUpToDate == nil)
        try survey()
        #expect(workspace.imagesKnownUpToDate == 1)
        let stamp = try #require(workspace.folder.stamp(of: asset))
        let known = SHA256Digest(of: Data("known".utf8))
        let files = SeenFiles(folder: workspace.folder, hashed: ["Art/a.png": .init(stamp: stamp, digest: known)])
        #expect(files.asset(at: asset) == .file(known, byteCount: 5_000))
        #expect(try files.digest(of: asset) == known)
    }

    @Test(
        "whatever happens to a file or a folder, all is hashed again",
        arguments: [
            "edited in place, with its time set back", "replaced by a copy", "deleted", "behind a link",
            "other permissions",
            "another manifest", "another folder",
        ])
    func changed(how: String) throws {
        try survey()
        let files = FileManager.default
        let path = package.path + "/Art/a.png"
        let time = try files.attributesOfItem(atPath: path)[.modificationDate]
        switch how {
        case "edited in place, with its time set back":
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.write(contentsOf: Data("x".utf8))
            try handle.close()
            try files.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: path)
        case "replaced by a copy": try files.moveItem(atPath: copy(), toPath: removing(path))
        case "deleted": try files.removeItem(atPath: path)
        case "behind a link":
            try files.moveItem(atPath: path, toPath: package.path + "/b.png")
            try package.link("Art/a.png", to: "../b.png")
        case "other permissions": try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        case "another manifest": try package.write("{ }", to: "images.json")
        default:
            try files.moveItem(atPath: package.path + "/Art", toPath: package.path + "/Other")
            try package.link("Art", to: "Other")
        }
        #expect(workspace.imagesKnownUpToDate == nil)
        if how.hasPrefix("edited") {
            let found = workspace.seenFiles().asset(at: asset)
            #expect(found == .file(SHA256Digest(of: Data("x".utf8) + Self.bytes.dropFirst()), byteCount: 5_000))
        }
    }

    private func copy() throws -> String {
        try package.write(Self.bytes, to: "copy")
        return package.path + "/copy"
    }

    private func removing(_ path: String) throws -> String {
        try FileManager.default.removeItem(atPath: path)
        return path
    }

    @Test("a file that is as young as the look at it may have changed again unseen, so it is hashed again")
    func young() throws {
        let files = workspace.seenFiles()
        _ = try files.read(workspace.lockfile)
        _ = files.asset(at: asset)
        workspace.remember(files, since: FileStamp.now, settledImages: 1)
        try setTimeOfCache(in: 120)
        #expect(workspace.imagesKnownUpToDate == nil)
        #expect(workspace.seenFiles().looks.isEmpty)

        try survey()
        try setTimeOfCache(in: 0)
        #expect(workspace.imagesKnownUpToDate == nil)
    }

    @Test("without a lockfile nothing is known: one that comes later would not be read")
    func noLockfile() throws {
        try FileManager.default.removeItem(atPath: package.path + "/images.lock.json")
        try survey()
        #expect(workspace.imagesKnownUpToDate == nil)
    }

    @Test("a cache that does not know manifest and lockfile as they are on this machine makes nothing up to date")
    func forged() throws {
        try survey()
        let path = try cacheFile()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let known = try #require(StatCache(whole, key: key(whole), written: .max)).entries
        for left in [[], ["."], ["images.json"], ["images.lock.json", "Art/a.png"]] {
            var writer = StatCache.Writer(key: key(whole), count: left.count)
            for path in left { writer.add(try #require(known[path]), at: path) }
            try writer.finish(settledImages: 1).write(to: URL(fileURLWithPath: path))
            try setTimeOfCache(in: 120)
            #expect(workspace.imagesKnownUpToDate == nil, "\(left)")
        }
    }

    @Test("a cache that is damaged, cut or crafted is none")
    func damaged() throws {
        try survey()
        let path = try cacheFile()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in stride(from: 0, to: whole.count, by: 7) {
            var damaged = whole
            damaged[index] ^= 1
            #expect(StatCache(damaged, key: key(whole), written: .max) == nil, "byte \(index)")
            #expect(StatCache(whole.prefix(index), key: key(whole), written: .max) == nil, "cut at \(index)")
        }
        // A count that no file of this length holds, under a digest that is right.
        var body = whole.dropFirst(26 + 32)
        body.replaceSubrange(body.startIndex + 40..<body.startIndex + 48, with: Data(repeating: 0x7f, count: 8))
        let crafted = withUnsafeBytes(of: SHA256Digest(of: body)) { whole.prefix(26) + Data($0) + body }
        #expect(StatCache(Data(crafted), key: key(whole), written: .max) == nil)
        #expect(StatCache(whole, key: key(whole), written: .max) != nil)
    }

    private func key(_ cache: Data) -> SHA256Digest {
        cache.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 26 + 32, as: SHA256Digest.self) }
    }

    @Test("where there is no store, none is made for it")
    func noStore() throws {
        try FileManager.default.removeItem(atPath: package.path + "/.image-assets")
        workspace.remember(workspace.seenFiles(), since: FileStamp.now, settledImages: 0)
        #expect(!FileManager.default.fileExists(atPath: package.path + "/.image-assets"))
    }
}
