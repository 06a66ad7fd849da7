import Foundation
import ImageAssetsStandInServer
import Testing

/// What the tests of images that are made from images share.
protocol ImagesFromImagesTesting {}

extension ImagesFromImagesTesting {
    static func image(_ name: String, _ prompt: String? = nil, from parents: String...) -> String {
        let sources = parents.map { #"{ "image": "\#($0)" }"# }.joined(separator: ", ")
        let references = parents.isEmpty ? "" : #", "references": [\#(sources)]"#
        return #"{ "name": "\#(name)", "prompt": "\#(prompt ?? name)"\#(references) }"#
    }

    /// A hero, a scene that is made from it, and a detail that is made from the scene; written the other way round.
    static var chain: [String] {
        [image("detail", from: "scene"), image("scene", from: "hero"), image("hero")]
    }

    func run(
        _ images: [String]? = nil, script: @escaping StandInServer.Script = { request, _ in .picture(for: request) },
        _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage()
        try package.writeManifest(images ?? Self.chain)
        try await StandInServer.run(script: script) { server in try await body(package, server) }
    }

    func prompts(_ server: StandInServer) async -> [String] { await server.traffic.requests.map(\.prompt) }
}
