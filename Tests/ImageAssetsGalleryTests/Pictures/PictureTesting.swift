import Foundation
import ImageAssetsGallery
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords

/// A package with a folder for a gallery, and pictures to show in it.
struct PictureTesting {
    let package: TemporaryPackage
    let workspace: Workspace
    let folder: Directory

    init(hasStore: Bool = true) throws {
        package = try TemporaryPackage()
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        folder = try workspace.folder.directory.makeDirectory("Gallery")
        if hasStore { try workspace.store.prepare() }
    }

    func shelf(limits: PNGLimits = .default) -> PictureShelf {
        PictureShelf(in: folder, of: workspace, limits: limits)
    }

    func show(
        _ origins: PictureOrigin..., limits: PNGLimits = .default
    ) async -> [Result<GalleryPicture, PictureFault>] {
        await shelf(limits: limits).pictures(origins)
    }

    /// The only one.
    func picture(_ path: String, limits: PNGLimits = .default) async throws -> GalleryPicture {
        try await show(.file(try PackagePath(path)), limits: limits)[0].get()
    }

    func fault(_ path: String) async throws -> String? {
        switch await show(.file(try PackagePath(path)))[0] {
        case .success: nil
        case .failure(let fault): fault.sentence
        }
    }

    /// A file of the gallery.
    func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(file))) }

    func path(_ file: String) -> String { "\(package.path)/Gallery/\(file)" }

    func names(_ part: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(part))) ?? []).sorted()
    }

    func inode(_ file: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(file))
        return attributes[.systemFileNumber] as? Int ?? 0
    }
}

/// A PNG of one colour, with others where `other` says so.
func draw(
    _ width: Int, _ height: Int, _ color: [UInt8] = [40, 90, 160, 255], chunks: [PNGChunk] = [],
    other: (_ x: Int, _ y: Int) -> [UInt8]? = { _, _ in nil }
) throws -> Data {
    try PNGWriter.encode(width: width, height: height, colorType: .rgba, chunks: chunks, compressionLevel: 1) {
        y, row in
        for x in 0..<width {
            for (index, sample) in (other(x, y) ?? color).enumerated() { row[4 * x + index] = sample }
        }
    }
}
