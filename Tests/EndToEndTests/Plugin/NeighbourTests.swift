import Foundation
import Testing

/// A target's name is global in a package graph: a consumer may use every name that does not begin with ours.
@Suite("the plugins, in a package that has plain names for its own targets", .timeLimit(.minutes(20)))
struct NeighbourTests {
    private static let names = [
        "CBytes", "CCurl", "CLibPNG", "CPNG", "CheckImages", "GenerateImages", "HTTP", "ImageAssets", "ImagesAPI",
        "Manifest", "Model", "PNG", "PNGCoding", "Planning", "Plugin", "Records", "Reports", "Runs", "Store", "Text",
        "Tool", "Words", "image-assets",
    ]

    @Test("both build, without a warning, and the verbs work")
    func build() async throws {
        let consumer = try ConsumerPackage()
        let targets = Self.names.map { ".target(name: \"\($0)\")" }.joined(separator: ", ")
        let manifest = String(decoding: try consumer.package.read("Package.swift"), as: UTF8.self)
        let edited = manifest.replacingOccurrences(
            of: #"targets: [.target(name: "Consumer", resources: [.process("Media.xcassets")])]"#,
            with: "targets: [\(targets)]")
        #expect(edited != manifest)
        try consumer.package.write(edited, to: "Package.swift")
        for name in Self.names {
            try consumer.package.write("public let theirs = true\n", to: "Sources/\(name)/theirs.swift")
        }
        let check = try await consumer.run("check-images")
        #expect(check.all.contains("error: check-images ended with exit status 3\n"), "\(check.all)")
        let build = try await consumer.build()
        #expect(build.status == 0, "\(build.all)")
        #expect(!(check.all + build.all).contains("warning:"), "\(check.all)\(build.all)")
    }

    @Test("no target but those of tests has a name without the package's own words")
    func names() throws {
        let manifest = try String(contentsOf: Tool.repository.appendingPathComponent("Package.swift"), encoding: .utf8)
        let targets = manifest.matches(
            of: /\.(?:systemLibrary|target|executableTarget|plugin)\(\s*name: "([^"]*)"/)
        #expect(targets.count > 15)
        for target in targets {
            #expect(target.1.hasPrefix("ImageAssets") || target.1.hasPrefix("CImageAssets"), "\(target.1)")
        }
    }
}
