import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlaceholders
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

extension Observation {
    /// Looks at the assets of the images that others are made from.
    ///
    /// - Returns: the products with what they can count on as things stand.
    package mutating func lookAtParents(of products: [Product], in files: SeenFiles) -> [Product] {
        let lineage = Lineage(products)
        if lineage.parents.isEmpty { return products }
        var known: [ImageName: AssetBytes?] = [:]
        let ordered = lineage.levels.flatMap(\.places).map { products[$0] }
        for product in ordered where lineage.parents.contains(product.name) {
            let file = files.asset(at: product.output)
            self.files[product.output] = file
            let isRecorded = file.digest == lockfile.images[product.name]?.asset.sha256
            assets[product.name] = AssetBytes(file, at: product.output, isPNG: isRecorded, in: files.folder)
            if !isRecorded, let digest = file.digest, files.mayBePlaceholder(product.output),
                digest == product.made(from: known).placeholder
            {
                placeholders.insert(digest)
            }
            known[product.name] = bytes(of: product)
        }
        return products.made(from: known)
    }
}

extension SeenFiles {
    /// Whether a file is a PNG with a palette, as placeholders are: only such a one is worth drawing to compare.
    fileprivate func mayBePlaceholder(_ path: PackagePath) -> Bool {
        let start = try? folder.readStart(of: path, count: 26).start
        return start.map { $0.count == 26 && $0.last == 3 } ?? false
    }
}

extension Product {
    /// What would be drawn in its place, which no service is sent; nil while nobody knows.
    fileprivate var placeholder: SHA256Digest? {
        let drawing = fingerprint.flatMap {
            try? PlaceholderDrawing.draw(name: name, size: recipe.size.drawn, fingerprint: $0.digest)
        }
        return drawing.map { SHA256Digest(of: $0) }
    }
}

extension AssetBytes {
    /// Nil for what is no picture that can be sent.
    ///
    /// - Parameter isPNG: known to be one, so that it is not read again.
    fileprivate init?(_ file: AssetFile, at path: PackagePath, isPNG: Bool, in folder: PackageFolder) {
        switch file {
        case .absent, .obstacle: return nil
        case .pointer(let digest, let count): self.init(digest, byteCount: count, isPointer: true)
        case .file(let digest, let count) where isPNG: self.init(digest, byteCount: count)
        case .file(let digest, let count):
            guard let start = try? folder.readStart(of: path, count: LFSPointer.maximumByteCount).start,
                let type = ReferenceType(start: start)
            else { return nil }
            self.init(digest, byteCount: count, type: type)
        }
    }
}
