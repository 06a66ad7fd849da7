/// One member of `images` in the `Contents.json` of a set: where a picture is shown, and which file that is.
package struct CatalogImage: Sendable, Hashable {
    package enum Appearance: String, Sendable, Hashable, CaseIterable {
        case dark, tinted
    }

    package enum Idiom: String, Sendable, Hashable, CaseIterable {
        case universal, mac
    }

    package let idiom: Idiom
    package var platform: CatalogContents.Platform?
    package var appearance: Appearance?
    /// 1 to 3 pixels a point; nil where there is one size alone.
    package var scale: Int?
    /// Points of an icon's side.
    package var points: Int?
    /// What the file's name has after the set's; nil: there is no such file.
    ///
    /// It is the slot's, as in what Apple's iconutil takes: 16@2x and 32 are two files, though of as many pixels, so
    /// that one of them can be replaced by a person's.
    var suffix: String?

    /// Pixels of an icon's side.
    package var side: Int? { points.map { $0 * (scale ?? 1) } }

    /// Nil where there is none.
    package func fileName(in set: String) -> String? { suffix.map { "\(set)\($0).png" } }
}

extension CatalogContents {
    /// As `Contents.json` lists them, those without a file, too.
    package var images: [CatalogImage] {
        switch kind {
        case .image(let scales):
            (1...3).flatMap { scale in
                appearances.map { Self.image($0, scale: scale, isMade: scales.contains(scale)) }
            }
        case .icon(let platforms): Platform.allCases.filter(platforms.contains).flatMap(icons)
        }
    }

    /// The usual one first.
    private var appearances: [CatalogImage.Appearance?] {
        [nil] + (isDark ? [.dark] : []) + (isTinted ? [.tinted] : [])
    }

    private static func image(
        _ appearance: CatalogImage.Appearance?, scale: Int, isMade: Bool
    ) -> CatalogImage {
        var image = CatalogImage(idiom: .universal, appearance: appearance, scale: scale)
        if isMade { image.suffix = ending(appearance) + (scale == 1 ? "" : "@\(scale)x") }
        return image
    }

    private func icons(for platform: Platform) -> [CatalogImage] {
        switch platform {
        case .ios:
            appearances.map { appearance in
                CatalogImage(
                    idiom: .universal, platform: .ios, appearance: appearance, points: Self.iconSide,
                    suffix: Self.ending(appearance))
            }
        case .macos:
            Self.macSides.flatMap { (points: Int) in
                (1...2).map { (scale: Int) in
                    CatalogImage(
                        idiom: .mac, scale: scale, points: points,
                        suffix: "-mac-\(points)" + (scale == 1 ? "" : "@\(scale)x"))
                }
            }
        case .watchos:
            [CatalogImage(idiom: .universal, platform: .watchos, points: Self.iconSide, suffix: "-watchos")]
        }
    }

    private static let iconSide = 1024

    /// A Mac's icon has ten sizes of its own, and none that Xcode makes smaller by itself.
    private static let macSides = [16, 32, 128, 256, 512]

    private static func ending(_ appearance: CatalogImage.Appearance?) -> String {
        appearance.map { "-\($0.rawValue)" } ?? ""
    }
}
