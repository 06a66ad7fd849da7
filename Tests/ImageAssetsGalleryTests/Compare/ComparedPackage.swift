import Foundation
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText

@testable import ImageAssetsGallery
@testable import ImageAssetsPNG
@testable import ImageAssetsStore

/// A package in a repository, whose pictures are drawn here.
struct ComparedPackage {
    let repository: TemporaryRepository
    let workspace: Workspace

    init(isAbove: Bool = false) throws {
        try self.init(of: try TemporaryRepository(isAbove: isAbove))
    }

    init(of repository: TemporaryRepository) throws {
        self.repository = repository
        workspace = Workspace(
            folder: try PackageFolder(repository.package.path), manifest: try PackagePath("images.json"))
    }

    /// A manifest of images, each as a member of its own.
    func manifest(_ images: String..., defaults: String = "{}") throws {
        let text = #"{ "version": 1, "defaults": \#(defaults), "images": [ \#(images.joined(separator: ",\n")) ] }"#
        try repository.package.write(text, to: "images.json")
    }

    /// Puts a picture somewhere, by default where an image has its asset.
    func draw(_ name: String, _ ink: UInt8, width: Int = 4, height: Int = 4) throws {
        let path = name.hasSuffix(".png") ? name : "Images/\(name).png"
        try repository.package.write(try Self.png(ink, width: width, height: height), to: path)
    }

    static func png(_ ink: UInt8, width: Int = 4, height: Int = 4) throws -> Data {
        try PNGWriter.encode(width: width, height: height, colorType: .grayscale) { $1[0] = ink }
    }

    func survey() async throws -> Survey { try await Survey(of: workspace, limits: .default) { _ in } }

    /// Writes a lockfile that says of all images that what lies at their outputs was made of today's inputs.
    func record(revised: String? = nil, kind: LockedKind = .made) async throws {
        var entries: [ImageName: LockEntry] = [:]
        for product in try await survey().products {
            guard let bytes = try? workspace.folder.read(product.output, upTo: 1 << 20),
                let info = try? PNGInfo(decoding: bytes)
            else {
                continue
            }
            let asset = LockedAsset(
                path: product.output, sha256: SHA256Digest(of: bytes), byteCount: bytes.count, facts: AssetFacts(info))
            entries[product.name] = LockEntry(
                product, asset: asset, revisedPrompt: revised, kind: kind)
        }
        try repository.package.write(Lockfile(images: entries).text(for: workspace.manifest), to: "images.lock.json")
    }

    func compare(with name: String = "HEAD") async throws -> Comparison {
        try Comparison(of: try await survey(), with: try GitRevision.named(name, of: workspace.folder))
    }

    func change(of name: String, since revision: String = "HEAD") async throws -> GalleryChange? {
        let comparison = try await compare(with: revision)
        return comparison.survey.products.first { $0.name.text == name }.flatMap(comparison.change)
    }
}
