import ImageAssetsOutcomes

/// Who is told.
package struct Reporter: Sendable {
    var report: @Sendable (Event) -> Void

    package init(report: @escaping @Sendable (Event) -> Void) {
        self.report = report
    }

    func callAsFunction(_ event: Event) { report(event) }
}
