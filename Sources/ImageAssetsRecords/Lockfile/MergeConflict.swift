import ImageAssetsText

/// A lockfile that git could not merge, as its two sides.
package struct MergeConflict: Sendable, Hashable {
    package let ours: Lockfile
    package let theirs: Lockfile

    /// Nil when the text holds no conflict.
    ///
    /// Each side is the text with only its own lines of every conflict; a common ancestor between them is dropped. What
    /// is dropped leaves empty lines behind, so that places in a side are places in the file.
    package init?(parsing source: SourceText, file: PackagePath) throws(LockfileError) {
        guard source.contains("<<<<<<< "), let text = String(validating: source.bytes, as: UTF8.self) else {
            return nil
        }
        var ours: [String] = []
        var theirs: [String] = []
        var part = Part.common
        var isConflicted = false
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map({ String(Substring($0)) }) {
            var isOurs = false
            var isTheirs = false
            if line.hasPrefix("<<<<<<< ") {
                part = .ours
                isConflicted = true
            } else if line.hasPrefix("||||||| ") || line == "|||||||" {
                part = .ancestor
            } else if line.hasPrefix("=======") && part != .common {
                part = .theirs
            } else if line.hasPrefix(">>>>>>> ") {
                part = .common
            } else {
                isOurs = part == .common || part == .ours
                isTheirs = part == .common || part == .theirs
            }
            ours.append(isOurs ? line : "")
            theirs.append(isTheirs ? line : "")
        }
        // A prompt may hold such a mark; only a line that begins with it opens a conflict.
        guard isConflicted else { return nil }
        do {
            self.ours = try Lockfile(parsing: SourceText(ours.joined(separator: "\n")), file: file)
            self.theirs = try Lockfile(parsing: SourceText(theirs.joined(separator: "\n")), file: file)
        } catch {
            throw error.ofOneSide
        }
    }

    private enum Part {
        case common, ours, ancestor, theirs
    }

    /// What both sides have, and differ about.
    package var contested: [(name: ImageName, ours: LockEntry, theirs: LockEntry)] {
        theirs.images.compactMap { name, entry in
            ours.images[name].flatMap { $0 == entry ? nil : (name, $0, entry) }
        }
    }

    /// One lockfile of both sides: of what they differ about ours, but for these images.
    package func merged(takingTheirs taken: Set<ImageName>) -> Lockfile {
        var images = ours.images
        for (name, entry) in theirs.images where images[name] == nil || taken.contains(name) { images[name] = entry }
        return Lockfile(images: images)
    }
}
