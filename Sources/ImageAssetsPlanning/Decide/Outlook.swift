import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What the products that are made from another one can count on in a run.
struct Outlook {
    /// What it will be; nil where nobody knows before it is made.
    var bytes: AssetBytes?
    /// Whether it has to be made or brought back first.
    var comes = false
    /// Why nothing can be made from it.
    var lack: Lack?
}

/// An image that another one is made from, directly or by way of others, and that this run does not give.
package struct Lack: Sendable, Hashable {
    package enum Why: Sendable, Hashable, CaseIterable {
        /// It would fail.
        case failed
        /// Its request is held back.
        case held
        case missing
        /// Something else came to its place while the run was at work.
        case leftAlone
        /// What is in its place stands for it, and is never sent to a service.
        case placeholder
        /// Something that no service takes is in its place.
        case noPicture
    }

    package let image: ImageName
    package let why: Why

    package init(_ image: ImageName, _ why: Why) {
        self.image = image
        self.why = why
    }
}

extension Planner {
    /// - Parameter step: nil where nobody asked for it in this run, so that it stays as it is.
    func outlook(of product: Product, _ facts: Facts, _ step: Step?) -> Outlook {
        if step == nil, let bytes = given[product.name] { return Outlook(bytes: bytes) }
        switch step?.action {
        case .request?, .draw?: return Outlook(comes: true)
        case .publish(let source)?:
            let isKnown = facts.asset?.sha256 == source.digest
            let count = isKnown ? facts.asset?.byteCount : facts.found.byteCount
            return Outlook(
                bytes: AssetBytes(source.digest, byteCount: count ?? 0, isPointer: source.pointerTo != nil), comes: true
            )
        case .fail?, .hold(.lack)?: return Outlook(lack: step?.action.lack(of: product.name))
        // Once its own parents are there, it may turn out to cost nothing.
        case .hold? where step?.after.isEmpty == false: return Outlook(comes: true)
        case .hold?: return Outlook(lack: step?.action.lack(of: product.name))
        case .nothing?, .protect?, nil: break
        }
        guard facts.found != .absent else {
            // Nothing says that it will be another one when it is back.
            return Outlook(bytes: observation.bytes(of: product), lack: Lack(product.name, .missing))
        }
        guard let bytes = observation.assets[product.name] else { return Outlook(lack: Lack(product.name, .noPicture)) }
        let isPlaceholder =
            index.placeholders.contains(bytes.digest) || observation.placeholders.contains(bytes.digest)
        let isSpared = isPlaceholder && options.means != .placeholder
        return Outlook(bytes: bytes, lack: isSpared ? Lack(product.name, .placeholder) : nil)
    }

    /// A product with what the ones before it will be.
    func part(_ product: Product, after outlooks: [ImageName: Outlook]) -> Part {
        guard product.entry.hasParents, !outlooks.isEmpty else { return Part(product: product) }
        var bytes: [ImageName: AssetBytes?] = [:]
        var part = Part(product: product)
        for parent in product.parents {
            guard let outlook = outlooks[parent] else { continue }
            bytes[parent] = .some(outlook.bytes)
            if outlook.comes { part.after.append(parent) }
            part.lack = part.lack ?? outlook.lack
        }
        part.product = product.made(from: bytes)
        return part
    }
}

extension Observation {
    /// What an image's children can count on before anything is decided: what is at its output, or else what the
    /// lockfile says was there and will come back.
    package func bytes(of parent: Product) -> AssetBytes? {
        guard file(at: parent.output) == .absent else { return assets[parent.name] }
        return lockfile.images[parent.name].map { AssetBytes($0.asset.sha256, byteCount: $0.asset.byteCount) }
    }
}
