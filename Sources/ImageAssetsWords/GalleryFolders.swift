import ImageAssetsModel
import ImageAssetsRecords

extension GalleryFolderError {
    /// Nothing was touched then.
    var sentence: String {
        if fault == .empty { return "--folder is empty: name a folder for the gallery" }
        if fault == .isBeingWritten {
            return "another gallery is being written here: \(path) was left to it; run this again once it is done"
        }
        return "no gallery can be in \(path): it \(fault.predicate)"
    }
}

extension GalleryFolderError.Fault {
    fileprivate var predicate: String {
        switch self {
        case .empty: "is empty"
        case .isALink: "is a symbolic link, or lies behind one; name a folder with --folder"
        case .isNoFolder: "is no folder; name another with --folder"
        case .otherContent:
            "holds something else; it was left as it is. With --folder, name one that is new, empty or an older gallery"
        case .strangePart(let name): "has something other than a folder at \(name); it was left as it is"
        case .inStore: "lies in \(StoreFolder.name), where only \(StoreFolder.name)/gallery may be one"
        case .belowNoFolder: "cannot be made, as something above it is no folder"
        case .isBeingWritten: "is being written by another command"
        case .unusable(let reason): "cannot be used (\(reason))"
        }
    }
}
