/// Who has the lock of a run, for people who have to wait.
package struct LockHolder: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init(text: String) {
        self.text = text
    }

    package var description: String { text.isEmpty ? "another run" : "another run (\(text))" }
}
