extension SwiftNamesFile {
    /// What stands behind the names: the type that they have. It is nested, and begins with a capital, so that no
    /// image's name can be one that the file needs itself.
    func template(_ words: (access: String, imports: String), of type: String) -> String {
        let access = words.access
        return """
              /// A picture of the package: an image as it was drawn, or a rendition of it.
              \(access)struct Picture: Swift.Hashable, Swift.Sendable {
                /// The image's name in the manifest.
                \(access)let name: Swift.String
                /// Where the file is, below the package's folder.
                \(access)let path: Swift.String
                \(access)let fileName: Swift.String
                \(access)let fileExtension: Swift.String
                /// In pixels; nil: the picture is not made yet.
                \(access)let width: Swift.Int?
                \(access)let height: Swift.Int?
                /// What the image shows, for those who cannot see it.
                \(access)let alt: Swift.String?
                /// The name of the image set that shows it in an asset catalog.
                \(access)let imageset: Swift.String?
                /// Those that are files by themselves, in the order of the manifest.
                \(access)let renditions: [Picture]

                fileprivate init(
                  name: Swift.String,
                  path: Swift.String,
                  fileName: Swift.String,
                  fileExtension: Swift.String,
                  width: Swift.Int? = nil,
                  height: Swift.Int? = nil,
                  alt: Swift.String? = nil,
                  imageset: Swift.String? = nil,
                  renditions: [Picture] = []
                ) {
                  self.name = name
                  self.path = path
                  self.fileName = fileName
                  self.fileExtension = fileExtension
                  self.width = width
                  self.height = height
                  self.alt = alt
                  self.imageset = imageset
                  self.renditions = renditions
                }

                /// The rendition with this path.
                \(access)func rendition(at path: Swift.String) -> Picture? {
                  renditions.first { $0.path == path }
                }

                /// Where a bundle has the file: in a folder that was copied into it, or else at its top.
                \(access)func url(in bundle: Foundation.Bundle) -> Foundation.URL? {
                  var folders = path.split(separator: "/").dropLast()
                  while !folders.isEmpty {
                    let url = bundle.url(
                      forResource: fileName,
                      withExtension: fileExtension,
                      subdirectory: folders.joined(separator: "/")
                    )
                    if let url { return url }
                    folders.removeFirst()
                  }
                  return bundle.url(forResource: fileName, withExtension: fileExtension)
                }
              }
            }

            #if canImport(SwiftUI)
              extension \(type).Picture {
                /// The picture from the catalog of the bundle, or by its file's name at the bundle's top. Its
                /// label is `alt`; without that it is decorative.
                \(access)func image(in bundle: Foundation.Bundle) -> SwiftUI.Image {
                  // A name with a dot is taken for one with its extension.
                  let isPlain = fileExtension == "png" && !fileName.contains(".")
                  let name = imageset ?? (isPlain ? fileName : "\\(fileName).\\(fileExtension)")
                  guard let alt else { return SwiftUI.Image(decorative: name, bundle: bundle) }
                  return SwiftUI.Image(name, bundle: bundle, label: SwiftUI.Text(verbatim: alt))
                }
              }
            #endif

            """
    }
}
