import ImageAssetsModel

/// Everything about one image, for people who want to know why.
package struct Explanation: Sendable {
    package let step: Step
    package let entry: LockEntry?
    package let results: [UsableResult]
    /// What the store has for the fingerprint and cannot be used, and why.
    package let unusable: [(result: StoredResult, cause: FailureCause)]
    /// The last attempt for the fingerprint that brought no image, unless a later one did.
    package let lastFailure: JournalEntry?
    /// The request as it would be sent, without a key; empty when nobody knows where to.
    package let request: [(name: String, value: String)]
    /// Why it could not be sent.
    package let requestFault: String?
    package let commands: CommandForm

    package init(
        step: Step, entry: LockEntry?, results: [UsableResult], unusable: [(result: StoredResult, cause: FailureCause)],
        lastFailure: JournalEntry?, request: [(name: String, value: String)], requestFault: String?,
        commands: CommandForm
    ) {
        self.step = step
        self.entry = entry
        self.results = results
        self.unusable = unusable
        self.lastFailure = lastFailure
        self.request = request
        self.requestFault = requestFault
        self.commands = commands
    }
}
