/// What the store has of the answers for a fingerprint, as this version understands them.
package struct KnownAnswers: Sendable, Hashable {
    /// Those that decode, newest first.
    package var results: [UsableResult] = []
    /// Why the newest answer in which no image was found is of no use.
    package var unread: ImageFailure?

    package init() {}
}
