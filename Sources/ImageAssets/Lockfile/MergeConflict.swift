import Foundation

/// A lockfile that git could not merge, as its two sides.
package struct MergeConflict: Sendable, Hashable {
    package let ours: Lockfile
    package let theirs: Lockfile

    /// Nil when the text holds no conflict.
    ///
    /// Each side is the text with only its own lines of every conflict; a common ancestor between them is dropped.
    package init?(parsing source: SourceText, file: PackagePath) throws(Diagnostic) {
        guard source.contains("<<<<<<< "), let text = String(data: source.bytes.dropLast(), encoding: .utf8) else {
            return nil
        }
        var ours: [String] = []
        var theirs: [String] = []
        var part = Part.common
        var isConflicted = false
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map({ String(Substring($0)) }) {
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
                if part == .common || part == .ours { ours.append(line) }
                if part == .common || part == .theirs { theirs.append(line) }
            }
        }
        // A prompt may hold such a mark; only a line that begins with it opens a conflict.
        guard isConflicted else { return nil }
        do {
            self.ours = try Lockfile(parsing: SourceText(ours.joined(separator: "\n")), file: file)
            self.theirs = try Lockfile(parsing: SourceText(theirs.joined(separator: "\n")), file: file)
        } catch {
            throw Diagnostic(
                file: file.text, "the lockfile has merge conflicts, and one side of them is damaged: \(error.message)",
                hint:
                    "Take one side (git checkout --ours -- \(file), or --theirs) and run `generate`. Do not delete it: "
                    + "it says which images are paid for."
            )
        }
    }

    private enum Part {
        case common, ours, ancestor, theirs
    }

    /// One lockfile of both sides: of each image the entry that fits best, ours where both fit alike.
    ///
    /// - Parameter fit: how well an entry fits manifest, disk and store; higher is better.
    package func merged(by fit: (ImageName, LockEntry) -> Int) -> Lockfile {
        var images = ours.images
        for (name, entry) in theirs.images {
            if let other = images[name], fit(name, other) >= fit(name, entry) { continue }
            images[name] = entry
        }
        return Lockfile(images: images)
    }
}
