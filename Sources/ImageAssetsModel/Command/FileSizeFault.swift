/// A file has more bytes than are read of its kind. What others committed may be as large as they like, as a file with
/// holes costs nothing, and memory does.
package struct FileSizeFault: Error, Sendable, Hashable {
    /// Nil where the end is not known: the file grew while it was read, or is a stream.
    private let byteCount: Int?
    private let limit: Int

    package init(_ byteCount: Int?, over limit: Int) {
        self.byteCount = byteCount.flatMap { $0 > limit ? $0 : nil }
        self.limit = limit
    }

    /// What a sentence can go on with behind the file's name.
    package var predicate: String {
        let limit = limit.asByteCount
        return byteCount.map { "has \($0.asByteCount), and at most \(limit) are read of such a file" }
            ?? "has more than the \(limit) that are read of such a file"
    }
}
