import ImageAssetsModel

extension AssetStore {
    /// Which of these bytes this tool made of an asset, as the store remembers: a run that was killed between a
    /// rendition and its record leaves nobody's work.
    package func rendered(among digests: Set<SHA256Digest>) -> Set<SHA256Digest> { [] }
}
