import Foundation
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// What the suites of renditions share: a package with an image `a` and what is made of it.
protocol RenditionTesting {}

extension RenditionTesting {
    static var card: String { #"{ "output": "Web/${name}-card.png", "width": 32 }"# }
    static var small: String {
        #"{ "output": "Web/${name}-small.png", "width": 16, "height": 16, "fit": "cover", "position": "left" }"#
    }

    func manifest(_ name: String = "a", _ prompt: String = "A", _ members: String = "", _ renditions: String...)
        -> String
    {
        let list = renditions.isEmpty ? "" : #", "renditions": [\#(renditions.joined(separator: ", "))]"#
        return #"{ "name": "\#(name)", "prompt": "\#(prompt)"\#(members)\#(list) }"#
    }

    /// A package whose image `a` was generated with both renditions, and the server that drew it.
    func generated(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage()
        try package.writeManifest([manifest("a", "A", "", Self.card, Self.small)])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            try await body(package, server)
        }
    }
}

extension TestPackage {
    func rendition(_ path: String, of name: String = "a") throws -> LockedRendition? {
        try entry(name)?.renditions[PackagePath(path)]
    }

    /// The renditions of a report by their outputs: state and action.
    func plannedRenditions(_ arguments: String...) async throws -> [String: String] {
        let ended = try await start(arguments + ["--format", "json"]).wait()
        var found: [String: String] = [:]
        for image in try ended.images() {
            for rendition in image["renditions"] as? [[String: Any]] ?? [] {
                let words = ["output", "state", "action"].map { rendition[$0] as? String ?? "" }
                found[words[0]] = "\(words[1]) \(words[2])"
            }
        }
        return found
    }
}

extension Tool.Ended {
    /// Of a report in JSON.
    func images() throws -> [[String: Any]] {
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return report?["images"] as? [[String: Any]] ?? []
    }
}
