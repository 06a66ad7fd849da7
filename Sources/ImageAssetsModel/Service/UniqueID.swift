import ImageAssetsSystem

/// What a run or a request is known by: a UUID, written in lower case.
///
/// It becomes part of file names, and of lines that others may have written: text that is no UUID is no id.
package struct UniqueID: Sendable, Hashable, CustomStringConvertible {
    private let uuid: UUID

    /// One that nothing had before.
    package init() {
        uuid = UUID()
    }

    /// Its 36 characters are of one letter case, as this tool writes them.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        guard text.utf8.count == 36, let uuid = UUID(uuidString: text),
            strspn(text, "0123456789abcdef-") == 36 || strspn(text, "0123456789ABCDEF-") == 36
        else { return nil }
        self.uuid = uuid
    }

    package var description: String { uuid.uuidString.lowercased() }
}
