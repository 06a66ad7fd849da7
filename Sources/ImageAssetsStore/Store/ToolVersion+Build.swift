import ImageAssetsModel
import ImageAssetsSystem

extension ToolVersion {
    /// Tells this very executable from another one of the same version, whose rules may differ.
    static var build: String {
        #if os(Linux)
            let executable = "/proc/self/exe"
        #else
            let executable = Bundle.main.executablePath ?? ""
        #endif
        var status = stat()
        guard stat(executable, &status) == 0 else { return current }
        let stamp = FileStamp(status)
        return "\(current) \(stamp.device) \(stamp.inode) \(stamp.modified)"
    }
}
