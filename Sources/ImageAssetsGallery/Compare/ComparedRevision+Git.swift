import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsStore

extension ComparedRevision {
    /// What is compared with where nobody says.
    private static let usual = "HEAD"

    /// How things are held against a revision of the package's repository.
    ///
    /// - Parameter name: as it was typed; nil: `HEAD`, and no complaint where there is no repository.
    package static func comparing(with name: String?) -> GalleryComparing {
        { survey in
            let (revision, comparison): (GitRevision, Comparison)
            do throws(GitRevisionError) {
                revision = try GitRevision.named(name ?? usual, of: survey.workspace.folder)
                comparison = try Comparison(of: survey, with: revision)
            } catch {
                if name == nil, error == .noRepository { return ComparedRevision(GalleryComparison()) }
                return ComparedRevision(GalleryComparison(revision: name ?? usual, fault: .revision("\(error)")))
            }
            return ComparedRevision(
                GalleryComparison(revision: revision.name, commit: revision.commit, fault: comparison.fault),
                removed: comparison.removed.map { name in { comparison.removedImage(name) } },
                change: { comparison.change(of: $0.product) })
        }
    }
}
