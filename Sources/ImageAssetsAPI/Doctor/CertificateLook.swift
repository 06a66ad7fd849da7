import ImageAssetsModel
import ImageAssetsSystem

/// Whether files hold certificates in PEM, the form that libcurl reads. Nothing in them is decoded or judged.
///
/// Files that others chose are of any kind and size: no more is read than a bundle can have before its first
/// certificate, and nothing is waited for.
struct CertificateLook {
    typealias Fault = ServiceFacts.CertificateFault

    /// Bytes that are still read.
    private var room = 16 << 20
    /// Entries of a folder that are still looked at.
    private var entries = 10_000
    private static let blockLength = 1 << 18

    /// As OpenSSL calls what is a certificate for it.
    private static let labels = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]

    static func fault(ofFile path: String) -> Fault? {
        var look = CertificateLook()
        return look.fault(of: path)
    }

    /// A folder has a certificate when one of its files has. Several may be named, with colons between, as libcurl
    /// hands them to OpenSSL.
    static func fault(ofFolder path: String) -> Fault? {
        guard let fault = fault(ofOneFolder: path) else { return nil }
        let parts = path.split(separator: ":").map(String.init)
        return parts.count > 1 && parts.contains { Self.fault(ofOneFolder: $0) == nil } ? nil : fault
    }

    private static func fault(ofOneFolder path: String) -> Fault? {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name), let folder = opendir(path) else {
            return errno == ENOTDIR ? .file : .unreadable(String(cString: strerror(errno)))
        }
        defer { closedir(folder) }
        var look = CertificateLook()
        var isEmpty = true
        while look.entries > 0, let entry = readdir(folder) {
            // Not by `entry.pointee`: an entry may be shorter than its declared type.
            let name = String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
            if name == "." || name == ".." { continue }
            isEmpty = false
            look.entries -= 1
            if look.fault(of: path + "/" + name) == nil { return nil }
        }
        return isEmpty ? .empty : .noCertificate
    }

    private mutating func fault(of path: String) -> Fault? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var seen = stat()
        guard fstat(descriptor, &seen) == 0 else { return .unreadable(String(cString: strerror(errno))) }
        switch seen.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return .folder
        default: return .special
        }
        return content(of: descriptor)
    }

    private mutating func content(of descriptor: Int32) -> Fault? {
        var block = Data(count: Self.blockLength)
        // Where one block ends and the next begins, a line may be cut.
        var text = Data()
        var begun: String?
        var isEmpty = true
        while room > 0 {
            let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, min($0.count, room)) }
            if count < 0 {
                if errno == EINTR { continue }
                return .unreadable(String(cString: strerror(errno)))
            }
            if count == 0 { break }
            isEmpty = false
            room -= count
            text += block.prefix(count)
            begun = begun ?? Self.labels.first { text.holds("-----BEGIN \($0)-----") }
            if let begun, text.holds("-----END \(begun)-----") { return nil }
            text = Data(text.suffix(64))
        }
        return isEmpty ? .empty : .noCertificate
    }
}
