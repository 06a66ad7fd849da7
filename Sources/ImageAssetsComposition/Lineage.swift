import ImageAssetsModel
import ImageAssetsText

/// Which products are made from which.
package struct Lineage: Sendable {
    /// Products that are made from none of each other, but from those of levels before.
    package struct Level: Sendable, Hashable {
        /// Indices of the products, in the manifest's order.
        package let places: [Int]
        /// Whether later levels are made from it.
        package let areParents: Bool
    }

    package let levels: [Level]
    /// Those that others are made from.
    package let parents: Set<ImageName>

    package init(_ products: [Product]) {
        guard products.contains(where: \.entry.hasParents) else {
            levels = products.isEmpty ? [] : [Level(places: Array(products.indices), areParents: false)]
            parents = []
            return
        }
        let index = Dictionary(products.indices.map { (products[$0].name, $0) }) { first, _ in first }
        var children: [[Int]] = Array(repeating: [], count: products.count)
        var open = Array(repeating: 0, count: products.count)
        for (child, product) in products.enumerated() where product.entry.hasParents {
            for parent in product.parents.compactMap({ index[$0] }) {
                children[parent].append(child)
                open[child] += 1
            }
        }
        parents = Set(products.indices.filter { !children[$0].isEmpty }.map { products[$0].name })
        var levels: [[Int]] = []
        var level = products.indices.filter { open[$0] == 0 }
        while !level.isEmpty {
            levels.append(level)
            var next: [Int] = []
            for child in level.flatMap({ children[$0] }) {
                open[child] -= 1
                if open[child] == 0 { next.append(child) }
            }
            level = next.sorted()
        }
        self.levels = levels.enumerated().map { depth, places in
            Level(places: places, areParents: depth < levels.count - 1)
        }
    }
}

extension [Product] {
    /// What has to be up to date for some of them to be, directly and by way of others, besides themselves: the images
    /// that they are made from, and those that their sets show in other appearances.
    package func companions(of names: Set<ImageName>) -> Set<ImageName> {
        guard contains(where: { $0.entry.hasParents || !$0.entry.appearances.isEmpty }) else { return [] }
        let byName = Dictionary(map { ($0.name, $0) }) { first, _ in first }
        var found: Set<ImageName> = []
        var open = names.compactMap { byName[$0] }
        while let product = open.popLast() {
            for name in product.parents + product.entry.appearances where found.insert(name).inserted {
                if let companion = byName[name] { open.append(companion) }
            }
        }
        return found.subtracting(names)
    }

    /// With what is known of the images that they are made from.
    package func made(from bytes: [ImageName: AssetBytes?]) -> [Product] {
        bytes.isEmpty ? self : map { $0.made(from: bytes) }
    }
}
