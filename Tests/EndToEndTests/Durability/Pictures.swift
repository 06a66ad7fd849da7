import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

/// A small picture that tells by its bytes which prompt it was drawn for.
func picture(of prompt: String, height: Int = 64) -> Data {
    let bytes = try? PNGWriter.encode(
        width: 128, height: height, colorType: .grayscale, text: [(key: "Comment", text: prompt)], compressionLevel: 0
    ) { _, row in
        for (index, byte) in zip(row.indices, prompt.utf8) { row[index] = byte }
    }
    return bytes ?? Data()
}

extension Reply {
    /// The picture of the request's prompt.
    static func picture(for request: RecordedRequest) -> Reply {
        .image(EndToEndTests.picture(of: request.prompt))
    }
}

extension Latch {
    /// A script that answers each request with the picture of its prompt, once this latch is open.
    nonisolated var pictures: StandInServer.Script {
        { request, _ in
            await self.wait()
            return .picture(for: request)
        }
    }
}

extension TestPackage {
    /// With a manifest of these images, by name and prompt.
    convenience init(images: KeyValuePairs<String, String>) throws {
        try self.init()
        try writeManifest(images)
    }

    /// A package whose image `a` was generated, and the server that drew it.
    static func generated(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage(images: ["a": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            try await body(package, server)
        }
    }

    /// Images by name and prompt, in this order.
    func writeManifest(_ images: KeyValuePairs<String, String>) throws {
        try writeManifest(images.map { #"{ "name": "\#($0.key)", "prompt": "\#($0.value)" }"# })
    }

    /// The names of the store's objects and of the records of results.
    func storedFiles(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path + "/.image-assets/" + folder)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { !isFolder(".image-assets/\(folder)/\($0)") }.sorted()
    }

    func isFolder(_ name: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder) && isFolder.boolValue
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func copy() throws -> TestPackage {
        let copy = FileManager.default.temporaryDirectory.path + "/image-assets-e2e-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return try TestPackage(at: copy)
    }

    var journal: [JournalEntry] {
        get throws { try Journal(in: AssetStore(package: PackageFolder(path))).entries() }
    }

    var results: Int { storedFiles(below: "results").count }

    /// Whether the picture of a prompt has arrived in the store.
    func holdsPicture(ofPrompt prompt: String) throws -> Bool {
        try AssetStore(package: PackageFolder(path)).object(SHA256Digest(of: picture(of: prompt))) != nil
    }
}
