/// What ends a run before all is done.
package enum RunStop: Sendable, Hashable {
    case interrupted
    case unauthorized
    /// A refusal of the account or the network, and not of the key.
    case forbidden
    case quota
    /// A wait that is longer than a run waits, or nothing served for as long.
    case rateLimited
    /// A gateway's or our own, twice before any image came.
    case timeLimit
    /// A fault of the way to the server or of what every request sends.
    case alike
    /// `--max-requests` held back what was left.
    case budget
    /// `--max-cost` did.
    case cost
    /// `--max-cost` did, as nobody knows what they cost.
    case unpriced
}
