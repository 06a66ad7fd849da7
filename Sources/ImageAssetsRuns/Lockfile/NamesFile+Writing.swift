import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore

extension NamesFile {
    /// Writes it where it is not as it should be, and never over somebody's work. Whatever is replaced goes into the
    /// store first: a file with our mark may have been edited all the same.
    func write(_ lockfile: Lockfile, in workspace: Workspace, by writer: AtomicFile) -> TypedNamesReport {
        let text = text(lockfile)
        let seen = AssetFile(at: names.output, in: workspace.folder)
        var report = report(text)
        guard report.action == .written else { return report }
        do {
            try Publisher(folder: workspace.folder, store: workspace.store, writer: writer)
                .publish(text, at: names.output, over: seen, keepsFound: true)
            report.settle()
        } catch is ChangedMeanwhileError {
            let facts = TypedNamesFacts(.taken(.changedMeanwhile), overwrites: false)
            return TypedNamesReport(names, TypedNamesDecision(facts))
        } catch {
            report.fail(FailureCause(error))
        }
        return report
    }
}
