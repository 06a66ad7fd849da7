import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning
@testable import ImageAssetsRuns
@testable import ImageAssetsStore

/// A store may have thousands of pictures to bring back, each of megabytes.
@Suite("The bytes of free sources")
struct SourceBytesTests {
    private let package: TemporaryPackage
    private let workspace: Workspace
    private let folder: RunFolder

    init() throws {
        package = try TemporaryPackage()
        try package.write(#"{ "version": 1, "images": [] }"#, to: "images.json")
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        try workspace.store.prepare()
        folder = try RunFolder(in: workspace.store)
    }

    private func content(_ number: Int) -> Data { Data("\(number) ".utf8) + Data(count: 1_000) }

    private func names(_ count: Int) throws -> [ImageName] { try (0..<count).map { try ImageName("image-\($0)") } }

    private func path(_ number: Int) throws -> PackagePath { try PackagePath("Images/\(number).png") }

    @Test("of the store are read when their image comes, and none is held")
    func stored() throws {
        var sources: [(name: ImageName, source: FreeSource)] = []
        for (number, name) in try names(100).enumerated() {
            let digest = try workspace.store.keep(content(number), writer: folder.writer)
            sources.append((name, FreeSource(.store, digest)))
        }
        var bytes = SourceBytes(of: sources, in: workspace, writer: folder.writer)
        for (number, source) in sources.enumerated() {
            #expect(bytes.held == 0)
            #expect(try bytes.take(source.source, for: source.name) == content(number))
        }
        #expect(bytes.held == 0)
        try FileManager.default.removeItem(atPath: package.path + "/.image-assets/objects")
        let lost = sources[7]
        #expect(throws: ImageFailure(.io, .lostBytes(lost.source.digest))) {
            try bytes.take(lost.source, for: lost.name)
        }
    }

    @Test("of files are those from before anything was written, and no more than a window of them is held")
    func files() throws {
        var sources: [(name: ImageName, source: FreeSource)] = []
        for (number, name) in try names(100).enumerated() {
            try package.write(content(number), to: path(number).text)
            sources.append(
                (name, FreeSource(.file(try path(number)), SHA256Digest(of: content(number)), .moving(dropping: nil))))
        }
        let window = 10_000
        var bytes = SourceBytes(of: sources, in: workspace, writer: folder.writer, window: window)
        #expect(bytes.held > window - 1_100 && bytes.held <= window)
        for (number, source) in sources.enumerated() {
            // Another image takes the place before.
            try package.write(content(number + 1_000), to: path(number).text)
            #expect(try bytes.take(source.source, for: source.name) == content(number))
            #expect(bytes.held <= window)
        }
        #expect(bytes.held == 0)
    }

    @Test("of a file that is another by now, or gone, fail their own image and no other")
    func changed() throws {
        for number in 0..<2 { try package.write(content(number), to: path(number).text) }
        let names = try names(3)
        let sources = try names.enumerated().map { number, name in
            (name: name, source: FreeSource(.file(try path(number)), SHA256Digest(of: content(0))))
        }
        var bytes = SourceBytes(of: sources, in: workspace, writer: folder.writer)
        #expect(try bytes.take(sources[0].source, for: names[0]) == content(0))
        #expect(throws: ImageFailure(.io, .changedFile(try path(1)))) {
            try bytes.take(sources[1].source, for: names[1])
        }
        #expect(throws: ImageFailure(.io, .unreadableFile(PackageFolderError(try path(2), .absent)))) {
            try bytes.take(sources[2].source, for: names[2])
        }
    }

    @Test("where the store takes none, memory has to do")
    func full() throws {
        try package.write(content(0), to: path(0).text)
        let name = try names(1)[0]
        let source = FreeSource(.file(try path(0)), SHA256Digest(of: content(0)))
        try FileManager.default.removeItem(atPath: package.path + "/.image-assets/runs")
        try package.write("in the way", to: ".image-assets/objects")
        var bytes = SourceBytes(of: [(name, source)], in: workspace, writer: folder.writer, window: 0)
        #expect(bytes.held == content(0).count)
        #expect(try bytes.take(source, for: name) == content(0))
    }
}
