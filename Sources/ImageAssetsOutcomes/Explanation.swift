import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords

/// Everything about one image, for people who want to know why.
package struct Explanation: Sendable {
    package let step: Step
    /// Where the words of the prompt come from.
    package let pieces: [PromptPiece]
    package let entry: LockEntry?
    /// Those that a person rejected are the last.
    package let results: [UsableResult]
    /// What the store has for the fingerprint and cannot be used, and why.
    package let unusable: [(result: StoredResult, cause: FailureCause)]
    /// The last attempt for the fingerprint that brought no image, unless a later one did.
    package let lastFailure: JournalEntry?
    /// By which its fields are named.
    package let rules: ServiceRules
    /// The base URL that a request would go to, or why there is none: no fault of what is explained; nil: nobody asks.
    package let endpoint: Result<String, any Error>?
    package let commands: CommandForm

    package init(
        step: Step, pieces: [PromptPiece], entry: LockEntry?, results: [UsableResult],
        unusable: [(result: StoredResult, cause: FailureCause)], lastFailure: JournalEntry?, rules: ServiceRules,
        endpoint: Result<String, any Error>? = nil, commands: CommandForm
    ) {
        self.step = step
        self.pieces = pieces
        self.entry = entry
        self.results = results
        self.unusable = unusable
        self.lastFailure = lastFailure
        self.rules = rules
        self.endpoint = endpoint
        self.commands = commands
    }
}
