import ImageAssetsOutcomes

/// Who is told.
package struct Reporter: Sendable {
    package var report: @Sendable (Event) -> Void

    package init(report: @escaping @Sendable (Event) -> Void) {
        self.report = report
    }

    package func callAsFunction(_ event: Event) { report(event) }
}
