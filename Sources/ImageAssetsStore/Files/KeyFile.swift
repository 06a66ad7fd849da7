import ImageAssetsModel
import ImageAssetsSystem

/// A file with nothing but the key in it, outside of the package and readable by its owner alone.
package enum KeyFile {
    private static let maximumLength = 16_384

    /// What is judged is what is read: the file is opened once.
    ///
    /// - Parameter package: the package's folder.
    package static func read(_ path: String, outside package: String) throws(KeyFileFault) -> String {
        let shown = String(path.unicodeScalars.map { $0.value < 0x20 ? "?" : Character($0) })
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw .unreadable("\(shown) cannot be read (\(String(cString: strerror(errno))))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .noFile(shown) }
        if !package.isEmpty, let real = PackageFolder.realPath(path), let root = PackageFolder.realPath(package),
            (real + "/").hasPrefix(root + "/")
        {
            throw .insidePackage(shown)
        }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(shown) }
        guard status.st_size <= maximumLength else { throw .tooLarge(shown) }
        var bytes = [UInt8](repeating: 0, count: maximumLength)
        let count = ImageAssetsSystem.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .unreadable("\(shown) cannot be read (\(String(cString: strerror(errno))))") }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
