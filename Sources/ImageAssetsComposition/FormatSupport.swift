import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Formats that this tool may have been built without.
extension [EntryDraft] {
    /// Tells of each format that renditions need and that is not built in, at the first of them.
    func checkFormats(_ built: Set<RenditionFormat>, _ faults: inout FileDiagnostics) {
        var first: [RenditionFormat: SourceLocation] = [:]
        for draft in self where !draft.renditions.isEmpty {
            for rendition in draft.renditions {
                guard let format = rendition.form?.format, !built.contains(format) else { continue }
                let place = first[format] ?? rendition.location
                first[format] = Swift.min(place, rendition.location)
            }
        }
        // With those that are there: the line that is shown takes the place of today's.
        let traits = RenditionFormat.allCases.filter { built.contains($0) || first[$0] != nil }.compactMap(\.trait)
        for format in RenditionFormat.allCases {
            guard let place = first[format], let need = format.need else { continue }
            faults.error(
                at: place, "this tool was built without \(format.name), which is the format of this output",
                hint: "Install \(need.library) (apt-get install \(need.apt), or brew install \(need.brew)), and name "
                    + "the trait in Package.swift: .package(url: \"\(Self.address)\", from: \"0.1.0\", traits: ["
                    + traits.map { "\"\($0)\"" }.joined(separator: ", ") + "]). In a checkout of swift-image-assets: "
                    + "swift build --traits \(traits.joined(separator: ",")).")
        }
    }

    private static var address: String { "https://github.com/swift-image-assets/swift-image-assets" }
}

extension RenditionFormat {
    /// The trait of the package that builds its encoder; nil where that is always there.
    var trait: String? {
        switch self {
        case .png: nil
        case .jpeg: "JPEG"
        case .webp: "WebP"
        }
    }

    /// What has to be installed for it, by the names of Debian and Homebrew.
    fileprivate var need: (library: String, apt: String, brew: String)? {
        switch self {
        case .png: nil
        case .jpeg: ("libjpeg-turbo", "libturbojpeg0-dev", "jpeg-turbo")
        case .webp: ("libwebp", "libwebp-dev", "webp")
        }
    }
}
