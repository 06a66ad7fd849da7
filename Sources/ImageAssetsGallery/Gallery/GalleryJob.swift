import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

/// Looks at a package and writes what it saw as a page. It needs no key, sends nothing, waits for no run, and writes
/// nothing but the gallery and what the store keeps for the next look.
package struct GalleryJob: Sendable {
    private let workspace: Workspace
    private let limits: PNGLimits
    private let place: GalleryPlace

    /// - Parameter folder: as it was typed; nil: the usual one.
    /// - Throws: `UsageError` where no gallery can be there.
    package init(of workspace: Workspace, limits: PNGLimits, folder: String?) throws(UsageError) {
        self.workspace = workspace
        self.limits = limits
        do throws(GalleryFolderError) {
            place =
                if let folder { try .named(folder, besides: workspace) } else { try .usual(in: workspace) }
        } catch {
            throw .galleryFolder(error)
        }
    }

    /// Where the page will be.
    package var page: String { "\(place.path)/\(PageFiles.start)" }

    /// - Parameters:
    ///   - words: names and patterns; none: all images.
    ///   - comparing: how what was seen is held against a revision; nil: nothing is compared.
    /// - Throws: `Diagnostics` for what is wrong with the manifest, `UsageError`, `FileError`.
    package func make(
        of words: [String], orCommands commands: [String] = [], comparing: GalleryComparing? = nil
    ) async throws -> Gallery {
        var notes: [Note] = []
        let survey = try await Survey(of: workspace, limits: limits) { notes.append($0) }
        let named = try survey.images(named: words, orCommands: commands)
        let names = words.isEmpty ? Set(survey.products.map(\.name)) : named
        let choices = await survey.choices(for: names)
        let explanations = Explanation.all(of: names, in: survey)
        workspace.remember(survey.files, since: survey.start)
        var gallery = Gallery(
            title: workspace.folder.root.split(separator: "/").last.map(String.init) ?? "",
            manifest: workspace.manifest,
            images: explanations.map { GalleryImage($0, choices[$0.step.name] ?? Choices(), in: workspace) })
        gallery.diagnostics = survey.oddities(notes)

        let folder: GalleryFolder
        do {
            folder = try place.make(forPageOf: PageFiles.all.map(\.name) + [PageFiles.data])
        } catch let error as GalleryFolderError {
            throw UsageError.galleryFolder(error)
        }
        let shelf = PictureShelf(in: folder.directory, of: workspace, limits: limits)
        await gallery.show(gallery.images.flatMap(\.origins), from: shelf)
        if let comparing {
            await gallery.compare(explanations.map(\.step), with: comparing(survey), showing: words.isEmpty, shelf)
        }
        for path in gallery.pictures.unshownFiles {
            let file = survey.files.asset(at: path)
            guard let digest = file.digest else { continue }
            gallery.pictures.note(.init(digest, byteCount: file.byteCount), of: .file(path))
        }
        if let failure = shelf.failure { throw failure }
        try folder.finish(
            PageFiles.all + [(PageFiles.data, GalleryReport(gallery).data)], showing: gallery.pictures.files)
        return gallery
    }
}

extension Survey {
    /// What is odd about the user's files.
    fileprivate func oddities(_ notes: [Note]) -> [Diagnostic] {
        var findings = manifest.warnings.map(Finding.fault) + notes.map { .note($0, file: "", at: nil) }
        if isConflicted { findings.append(.note(.conflictedLockfile, workspace.lockfile)) }
        return findings.map { $0.diagnostic(workspace.commands) }
    }
}
