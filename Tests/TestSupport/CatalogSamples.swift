import ImageAssetsModel
import ImageAssetsText

/// The files of a set, as a manifest's `imageset` or `appiconset` expands to them.
package func renditions(
    ofSet path: String, _ kind: CatalogContents.Kind = .image(scales: [1, 2]), dark: String? = nil,
    tinted: String? = nil, _ form: RenditionForm = RenditionForm(.png, width: 120)
) throws -> [Rendition] {
    let set = CatalogSet(
        try PackagePath(path), kind, dark: try dark.map { try ImageName($0) },
        tinted: try tinted.map { try ImageName($0) })
    return try set.files(form).map { file in
        Rendition(
            try PackagePath("\(path)/\(file.name)"), file.content, at: SourceLocation(line: 7, column: 9), in: set)
    }
}
