import Synchronization

/// A value that several tasks change.
package final class LockedValue<Value: Sendable>: Sendable {
    private let stored: Mutex<Value>

    package init(_ value: Value) { stored = Mutex(value) }

    package var value: Value { stored.withLock { $0 } }

    package func change(_ body: (inout Value) -> Void) { stored.withLock { body(&$0) } }
}
