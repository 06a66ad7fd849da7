import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

extension Workspace {
    /// The files, with what the last look learned of them.
    fileprivate func seenFiles() -> SeenFiles { SeenFiles(folder: folder, cache: statCache()) }
}

@Suite("What a survey leaves to the next one")
struct HashCacheTests {
    private let package: TemporaryPackage
    private let workspace: Workspace
    private let asset: PackagePath
    private static let bytes = Data(repeating: 7, count: 5_000)

    init() throws {
        package = try TemporaryPackage()
        try package.write("{}", to: "images.json")
        try package.write(Self.bytes, to: "Art/a.png")
        try package.makeFolder(".image-assets")
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        asset = try PackagePath("Art/a.png")
    }

    /// A survey a minute after the files were last touched.
    private func survey() throws {
        let files = workspace.seenFiles()
        _ = files.asset(at: asset)
        workspace.remember(files, since: FileStamp.now + 60_000_000_000)
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

    @Test("while a file stays the same it is not read again")
    func unchanged() throws {
        #expect(workspace.seenFiles().unknownAssets([asset]) == [asset])
        try survey()
        #expect(workspace.seenFiles().unknownAssets([asset]) == [])
        let known = SHA256Digest(of: Data("known".utf8))
        try keep(stampOf: asset, known)
        let files = workspace.seenFiles()
        #expect(files.asset(at: asset) == .file(known, byteCount: 5_000))
        #expect(files.knownDigest(of: asset) == known)
    }

    /// Puts a cache in place that knows this digest of the asset, under another file's stamp.
    private func keep(stampOf path: PackagePath, _ digest: SHA256Digest) throws {
        let stamp = try #require(workspace.folder.stamp(of: path))
        let file = URL(fileURLWithPath: try cacheFile())
        let key = try key(Data(contentsOf: file))
        try StatCache.bytes(of: [(asset.text, .init(stamp: stamp, digest: digest))], key: key).write(to: file)
        try setTimeOfCache(in: 120)
    }

    @Test(
        "whatever happens to a file, it is hashed again",
        arguments: [
            "edited in place, with its time set back", "replaced by a copy", "deleted", "behind a link",
            "other permissions",
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
        case "replaced by a copy":
            try package.write(Self.bytes, to: "copy")
            try files.removeItem(atPath: path)
            try files.moveItem(atPath: package.path + "/copy", toPath: path)
        case "deleted": try files.removeItem(atPath: path)
        case "behind a link":
            try files.removeItem(atPath: path)
            try package.write(Self.bytes, to: "b.png")
            try package.link("Art/a.png", to: "../b.png")
        default: try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        #expect(workspace.seenFiles().unknownAssets([asset]) == [asset])
        if how.hasPrefix("edited") {
            let found = workspace.seenFiles().asset(at: asset)
            #expect(found == .file(SHA256Digest(of: Data("x".utf8) + Self.bytes.dropFirst()), byteCount: 5_000))
        }
    }

    @Test("behind a link the file that it leads to is what counts, and one outside the package is never known")
    func links() throws {
        let files = FileManager.default
        try files.moveItem(atPath: package.path + "/Art", toPath: package.path + "/Other")
        try package.link("Art", to: "Other")
        try survey()
        #expect(workspace.seenFiles().unknownAssets([asset]) == [])
        #expect(!workspace.seenFiles().liesAsWritten(asset))

        let outside = try TemporaryPackage()
        try files.removeItem(atPath: package.path + "/Art")
        try files.moveItem(atPath: package.path + "/Other", toPath: outside.path + "/Art")
        try package.link("Art", to: outside.path + "/Art")
        #expect(workspace.seenFiles().unknownAssets([asset]) == [asset])
        guard case .obstacle = workspace.seenFiles().asset(at: asset) else {
            Issue.record("what lies outside was looked at")
            return
        }
    }

    @Test("a file that is as young as the look at it may have changed again unseen, so it is hashed again")
    func young() throws {
        let files = workspace.seenFiles()
        _ = files.asset(at: asset)
        workspace.remember(files, since: FileStamp.now)
        try setTimeOfCache(in: 120)
        #expect(workspace.seenFiles().unknownAssets([asset]) == [asset])

        try survey()
        try setTimeOfCache(in: 0)
        #expect(workspace.seenFiles().unknownAssets([asset]) == [asset])
    }

    @Test("a survey that hashes nothing writes nothing, and what holds no more is forgotten")
    func forgotten() throws {
        try survey()
        let file = try FileManager.default.attributesOfItem(atPath: cacheFile())[.systemFileNumber] as? Int
        try survey()
        #expect(try FileManager.default.attributesOfItem(atPath: cacheFile())[.systemFileNumber] as? Int == file)
        try FileManager.default.removeItem(atPath: package.path + "/Art/a.png")
        #expect(workspace.statCache().isStale)
        try survey()
        #expect(!workspace.statCache().isStale)
    }

    @Test("a cache that does not know a file's stamp on this machine is believed nothing of it")
    func forged() throws {
        try survey()
        try package.write("other", to: "b.png")
        try keep(stampOf: PackagePath("b.png"), SHA256Digest(of: Data("what the lockfile records".utf8)))
        #expect(workspace.seenFiles().asset(at: asset) == .file(SHA256Digest(of: Self.bytes), byteCount: 5_000))
    }

    @Test("a cache that is damaged, cut or crafted is none")
    func damaged() throws {
        try survey()
        let path = try cacheFile()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in stride(from: 0, to: whole.count, by: 7) {
            var damaged = whole
            damaged[index] ^= 1
            #expect(StatCache(damaged, key: key(whole), written: .max, in: workspace.folder) == nil, "byte \(index)")
            #expect(
                StatCache(whole.prefix(index), key: key(whole), written: .max, in: workspace.folder) == nil,
                "cut at \(index)")
        }
        // A count that no file of this length holds, under a digest that is right.
        var body = whole.dropFirst(26 + 32)
        body.replaceSubrange(body.startIndex + 32..<body.startIndex + 40, with: Data(repeating: 0x7f, count: 8))
        let crafted = withUnsafeBytes(of: SHA256Digest(of: body)) { whole.prefix(26) + Data($0) + body }
        #expect(StatCache(Data(crafted), key: key(whole), written: .max, in: workspace.folder) == nil)
        #expect(StatCache(whole, key: key(whole), written: .max, in: workspace.folder) != nil)
    }

    private func key(_ cache: Data) -> SHA256Digest {
        cache.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 26 + 32, as: SHA256Digest.self) }
    }

    @Test("where there is no store, none is made for it")
    func noStore() throws {
        try FileManager.default.removeItem(atPath: package.path + "/.image-assets")
        let files = workspace.seenFiles()
        _ = files.asset(at: asset)
        workspace.remember(files, since: FileStamp.now)
        #expect(!FileManager.default.fileExists(atPath: package.path + "/.image-assets"))
    }
}
