import Foundation

/// Runs an operation where it is added, before adding returns.
///
/// On Linux URLSession adds each piece that it reads to its delegate's queue, as fast as a server sends, and nothing holds it
/// back: what is not taken yet piles up. Taken where it is read, no more than one piece waits, the rest in the socket. All
/// sessions of a process read on one serial queue, so the pieces stay in order; an operation must be quick, and wait for nothing
/// of URLSession's.
///
/// `@unchecked Sendable` only restates, as the compiler wants it, what every `OperationQueue` is: nothing is added here.
final class InlineQueue: OperationQueue, @unchecked Sendable {
    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        block()
    }
}
