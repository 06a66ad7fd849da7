/// Wishes that a run may end, from whatever asks: a signal, or a pipe whose other end is gone.
package actor Interrupts {
    package enum Wish: Sendable {
        /// Ctrl-C, SIGTERM: asked again, it means at once.
        case asked
        /// The terminal or the plugin is gone: one event can show itself in several ways, so it never adds to an
        /// earlier wish.
        case abandoned
    }

    nonisolated let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private(set) var count = 0

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    package func add(_ wish: Wish) {
        if case .abandoned = wish, count > 0 { return }
        count += 1
        continuation.yield()
    }
}
