import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport

/// The variables of the environment that the code reads, found in its text.
enum EnvironmentVariables {
    static func all() throws -> Set<String> {
        var found: Set<String> = []
        for (path, text) in try swiftSources("Package.swift", "Sources", "Plugins") {
            // A search in bytes leaves few lines to the expressions, which are slow.
            for line in text.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init)
            where line.utf8.contains(UInt8(ascii: "\"")) && !line.contains(".define(") {
                found.formUnion(line.matches(of: longName).map { String($0.output.1) })
                guard line.contains(/environment|variables\[|value\(|getenv/) else { continue }
                found.formUnion(line.matches(of: shortName).map { String($0.output.1) })
            }
            // Files that the code names to be found, with what it reads of them.
            if path.hasSuffix("ServiceEndpoint.swift") {
                let keys = ServiceRules.all.map(\.keyVariable) + ["IMAGES_API_KEY"]
                found.formUnion(keys.map { $0 + "_FILE" })
            }
        }
        return found
    }

    private static var longName: Regex<(Substring, Substring)> { /"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+_proxy)"/ }
    private static var shortName: Regex<(Substring, Substring)> {
        /(?:environment\[|variables\[|value\(|getenv\(|\[|, )"([A-Z]{2,})"/
    }
}
