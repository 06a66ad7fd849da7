import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore

extension Observation {
    /// Looks at the assets of the images that others are made from.
    ///
    /// - Returns: the products with what they can count on as things stand.
    mutating func lookAtParents(of products: [Product], in files: SeenFiles) -> [Product] {
        let parents = Lineage(products).parents
        if parents.isEmpty { return products }
        var known: [ImageName: AssetBytes] = [:]
        for product in products where parents.contains(product.name) {
            let file = files.asset(at: product.output)
            self.files[product.output] = file
            let recorded = lockfile.images[product.name]?.asset.sha256
            assets[product.name] = AssetBytes(
                file, at: product.output, isPNG: file.digest == recorded, in: files.folder)
            known[product.name] = bytes(of: product)
        }
        return products.made(from: known)
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
