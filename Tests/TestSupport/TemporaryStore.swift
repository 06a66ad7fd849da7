import ImageAssetsModel
import ImageAssetsStore

/// The store of a package that exists as long as the test that made it, with a run at work in it.
package final class TemporaryStore: Sendable {
    package let package: TemporaryPackage
    package let store: AssetStore
    package let run: RunFolder

    package init() throws {
        package = try TemporaryPackage()
        store = AssetStore(package: try PackageFolder(package.path))
        try store.prepare()
        run = try RunFolder(in: store)
    }
}

/// The same for the same number.
package func id(_ number: Int) -> UniqueID {
    let digits = String(number)
    let text = "00000000-0000-0000-0000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    return UniqueID(text) ?? UniqueID()
}
