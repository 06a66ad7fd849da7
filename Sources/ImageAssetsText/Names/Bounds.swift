/// How much of a file is looked at: more than any package needs, and so little that a file of a stranger's costs no
/// more than the reading of it.
package enum Bounds {
    /// Entries of a manifest's `images`.
    package static let images = 10_000
    /// Renditions of one image.
    package static let renditions = 64
    /// Renditions that the images of a manifest have together.
    package static let allRenditions = 100_000
    /// Unicode scalars of a text in a label: so few that alternative text, credit and copyright fit into one segment of
    /// a JPEG, however they have to be written there.
    package static let labelText = 2_000
    /// References of one image, where the service does not say.
    package static let references = 16
    /// Combinations that the families of a manifest make before exceptions.
    package static let combinations = 100_000
    package static let exceptions = 1_000
    /// Variables of one image's `each`.
    package static let variables = 64
    package static let fragments = 1_000
    /// How deep fragments hold fragments.
    package static let fragmentDepth = 64
    /// `${…}` in a name or path.
    package static let namesInField = 100
    /// Variables in a prompt, with all that its fragments hold.
    package static let namesInPrompt = 1_000
    /// Unicode scalars of a prompt, where the service does not say.
    package static let promptLength = 32_000
    /// Bytes of a path as it is written, which is what Linux takes.
    package static let pathBytes = 4_096
    /// Bytes of one part of a path, which is what file systems take.
    static let partBytes = 255
    static let parts = 64
    /// Errors, and warnings, of one file that are listed. The others are counted.
    package static let diagnostics = 1_000
    /// Names that are compared to find those which missing files may have meant.
    package static let comparisons = 10_000

    // MARK: Bytes of a file that is read whole

    /// Of a manifest, a lockfile, and whatever else is text or a document: ten thousand images with 13 kB each.
    package static let textBytes = 1 << 27
    /// Of a picture, and of whatever else the store keeps by its digest: four answers as large as they may be, and more
    /// than 100 megapixels that are not compressed at all.
    package static let pictureBytes = 1 << 30
    /// Of a record in the store.
    package static let recordBytes = 1 << 26
    /// Of a file of the journal. A run keeps it at one mebibyte, and what it moves out of it is short.
    package static let journalBytes = 1 << 28
    /// Of a file of the cache that knows files by their stamps: of a million of them.
    package static let cacheBytes = 1 << 28
}
