/// Whom a lockfile says a file to be by.
package enum LockedKind: Sendable, Hashable, CaseIterable {
    /// The service drew it, or it was made here of what the service drew.
    case made
    /// A person made it, and `accept` recorded it: it is theirs for as long as it is there.
    case accepted
    /// A placeholder, or made of one.
    case placeholder

    /// The member of the lockfile that is true for it.
    var key: String? {
        switch self {
        case .made: nil
        case .accepted: "accepted"
        case .placeholder: "placeholder"
        }
    }
}
