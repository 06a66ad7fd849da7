import ImageAssetsModel
import ImageAssetsSystem

extension ToolVersion {
    /// Tells this very executable from another one of the same version, whose rules may differ; nil where that is not
    /// known.
    static var build: String? {
        #if os(Linux)
            build(of: "/proc/self/exe")
        #else
            build(of: Bundle.main.executablePath ?? "")
        #endif
    }

    static func build(of executable: String) -> String? {
        var status = stat()
        guard stat(executable, &status) == 0 else { return nil }
        let stamp = FileStamp(status)
        return "\(current) \(stamp.device) \(stamp.inode) \(stamp.modified)"
    }
}
