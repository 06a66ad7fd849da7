/// The value of a request's `Authorization`. No way in which Swift prints a value shows it.
package struct Secret: Sendable {
    let authorization: String

    package init(authorization: String) {
        self.authorization = authorization
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[key]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
