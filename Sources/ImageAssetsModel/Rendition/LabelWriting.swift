import ImageAssetsLabels
import ImageAssetsSystem

/// What of a label goes into a rendition's file.
///
/// ```swift
/// let own = FileLabels(info)  // of the asset, from its `PNGInfo`
/// let label = recipe.label  // nil: nothing of all this
/// let xmp = label?.packet(for: asset.digest, carrying: own, format)
/// let aigc = label == nil ? nil : own.aigc
///
/// // PNG: chunks in front of the image data
/// FileLabels.chunks(xmp: xmp, aigc: aigc)
/// // JPEG and WebP: what the encoder wrote
/// JPEGContainer.inserting(xmp: xmp, exif: aigc?.exif, icc: profile, into: bytes)
/// WebPContainer.inserting(
///     xmp: xmp, exif: aigc?.exif, icc: profile, into: bytes, width: width, height: height, hasAlpha: hasAlpha)
/// // What is in the rendition then
/// FileLabels(of: bytes)?.kinds
/// ```
extension RenditionLabel {
    /// The rendition's packet of XMP: what we say, and what the asset says of itself besides.
    ///
    /// The asset's digest is a plain `dc:identifier`, which every reader shows: `xmpMM`'s identifiers are of documents
    /// that programs follow through their versions, and have no place for a digest.
    ///
    /// Of a packet that does not fit into the one segment that a JPEG has for it, only what we know the meaning of
    /// comes along, and of that what fits beside what we say.
    package func packet(for asset: SHA256Digest, carrying own: FileLabels, _ format: RenditionFormat) -> Data {
        let properties = properties(for: asset, own.aigc)
        // The prompt is told only by who wants to; what a person's file says is theirs.
        let dropped: Set<XMPName> = isClaim && prompt == nil ? [.promptInformation] : []
        let packet = XMPPacket.merged(properties, into: own.xmp, dropping: dropped)
        guard format == .jpeg, packet.count > JPEGContainer.maximumPacket else { return packet }
        var kept = XMPName.allCases.filter { !dropped.contains($0) }.compactMap { name in
            own.xmp?.values[name].map { XMPProperty(name, $0) }
        }
        while true {
            let packet = XMPPacket.merged(properties.over(kept), into: nil)
            guard packet.count > JPEGContainer.maximumPacket,
                let longest = kept.max(by: { $0.value.utf8.count < $1.value.utf8.count })
            else { return packet }
            kept.removeAll { $0.name == longest.name }
        }
    }

    /// Whether we say how the picture came to be. A person's file says itself what it is, and we only add to it.
    private var isClaim: Bool { digitalSourceType != nil }

    private func properties(for asset: SHA256Digest, _ aigc: AIGCLabel?) -> [XMPProperty] {
        let said: [(XMPName, String?)] = [
            (.digitalSourceType, digitalSourceType), (.systemUsed, system), (.promptInformation, prompt),
            (.altText, alt), (.description, alt), (.identifier, "sha256:\(asset.hex)"), (.credit, credit),
            (.rights, copyright),
        ]
        let properties = said.compactMap { name, value in
            value.map { XMPProperty(name, $0, replaces: isClaim) }
        }
        return properties + (aigc.map { [XMPProperty(.aigc, $0.string, replaces: false)] } ?? [])
    }
}

extension [XMPProperty] {
    /// These and the others, each property once, in the order of their names.
    fileprivate func over(_ others: [XMPProperty]) -> [XMPProperty] {
        XMPName.allCases.compactMap { name in
            let (mine, theirs) = (first { $0.name == name }, others.first { $0.name == name })
            return mine.map { $0.replaces ? $0 : theirs ?? $0 } ?? theirs
        }
    }
}
