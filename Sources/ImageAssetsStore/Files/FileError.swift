import ImageAssetsModel
import ImageAssetsSystem

/// The file system said no.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, as it reads in a sentence: `write`, `read`, `lock`.
    let action: String
    /// As it is shown to people.
    let path: String
    /// The `errno` of the call that failed.
    package let code: Int32
    private let fault: FileSizeFault?

    init(_ action: String, _ path: String, code: Int32 = errno) {
        self.action = action
        self.path = path
        self.code = code
        fault = nil
    }

    /// It is refused although the system would have read it.
    init(_ path: String, _ fault: FileSizeFault) {
        action = "read"
        self.path = path
        code = EFBIG
        self.fault = fault
    }

    /// What Foundation threw, whose own words are a dump with paths of this machine.
    package init(_ action: String, _ path: String, _ error: any Error) {
        let cause = (error as? CocoaError)?.underlying
        self.init(action, path, code: (cause as? POSIXError)?.code.rawValue ?? EIO)
    }

    package var description: String { "cannot \(action) \(path): \(reason)" }

    /// In the operating system's words, but for what is refused although the system would have done it.
    var reason: String {
        if let fault { return "it \(fault.predicate); move it away, if it is not yours" }
        return switch code {
        case ELOOP: "it is a symbolic link, and none is followed there"
        case EMLINK: "it has another name too, by a hard link"
        case EWOULDBLOCK: "another process holds it"
        case EISDIR: "it is a folder"
        case ENXIO: "it is no regular file"
        default: String(cString: strerror(code))
        }
    }
}
