import Foundation

/// Swift files of the package, each with its path in it, for tests of what all of them keep to.
///
/// - Parameter places: files, and folders with all that is below them, relative to the package's folder.
package func swiftSources(_ places: String...) throws -> [(path: String, text: String)] {
    let package = fixtures.deletingLastPathComponent()
    return try places.flatMap { place -> [String] in
        let below = FileManager.default.enumerator(atPath: package.appendingPathComponent(place).path)
        return [place] + (below?.compactMap { $0 as? String } ?? []).map { place + "/" + $0 }
    }.filter { $0.hasSuffix(".swift") }.map { path in
        (path, try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8))
    }
}
